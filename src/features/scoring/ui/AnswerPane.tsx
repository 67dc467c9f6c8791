import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { RunStats } from '../../../model/run';
import { fill } from '../../../ui/strings';
import { Button } from '../../../ui/toolkit';
import { number } from '../../../ui/format';
import { Icon } from '../../../ui/Icon';
import { Markdown, PlainText } from '../../../ui/Markdown';
import { isSaveKey } from '../../../ui/saveKey';
import { readFigures, type Figure, type Figures } from '../pasteForm';
import type { AnswerText } from '../protocol';
import type { IngestStrings } from '../strings';
import { FigureFields } from './Figures';
import { Stats } from './Stats';

interface AnswerProps {
  answer: AnswerText;
  strings: IngestStrings;
  onLink: (url: string) => void;
  onPaste: () => void;
  /** The fields for the figures were opened or closed. */
  onCorrecting: (open: boolean) => void;
  onCorrect: (figures: Record<Figure, number | null>) => void;
}

/** The answer, rendered or as it was received, with what is known of its speed. */
export function AnswerPane({ answer, strings, onLink, onPaste, onCorrecting, onCorrect }: AnswerProps): VNode {
  const [plain, setPlain] = useState(false);
  const [figures, setFigures] = useState<Figures | null>(null);
  const read = figures && readFigures(figures);
  const isCorrecting = figures !== null;
  useEffect(() => {
    onCorrecting(isCorrecting);
    return () => onCorrecting(false);
  }, [isCorrecting, onCorrecting]);
  const saveFigures = (): void => {
    if (!read || read.problems.length > 0) return;
    setFigures(null);
    onCorrect(read.values);
  };
  return (
    <section class="answer">
      <div class="bar">
        {answer.measured && (
          <>
            <Stats {...answer.measured} strings={strings} />
            <Button
              appearance="icon"
              aria-label={strings.correct}
              title={strings.correct}
              aria-expanded={figures !== null}
              onClick={() => setFigures(figures ? null : answer.measured && figuresOf(answer.measured.stats))}
            >
              <Icon name="edit" />
            </Button>
          </>
        )}
        <div class="switch" role="group" aria-label={strings.answer}>
          <button type="button" aria-pressed={!plain} onClick={() => setPlain(false)}>
            {strings.rendered}
          </button>
          <button type="button" aria-pressed={plain} onClick={() => setPlain(true)}>
            {strings.plain}
          </button>
        </div>
        <Button appearance="icon" aria-label={strings.pasteOther} title={strings.pasteOther} onClick={onPaste}>
          <Icon name="clippy" />
        </Button>
      </div>
      {figures && read && (
        <div
          class="correct"
          data-saves
          onKeyDown={(event) => {
            if (isSaveKey(event)) saveFigures();
          }}
        >
          <p class="dim">{strings.correctHint}</p>
          <FigureFields
            {...{ strings, figures }}
            problems={read.problems}
            onChange={(part) => setFigures({ ...figures, ...part })}
          />
          <div class="buttons">
            <Button appearance="primary" disabled={read.problems.length > 0} onClick={saveFigures}>
              {strings.correctSave}
            </Button>
            <Button onClick={() => setFigures(null)}>{strings.pasteCancel}</Button>
          </div>
        </div>
      )}
      <div class="text" tabIndex={0} role="region" aria-label={strings.answer}>
        {answer.reasoning !== '' && (
          <details class="reasoning">
            <summary>
              {strings.reasoning}{' '}
              <span class="dim">{fill(strings.reasoningSize, number(answer.reasoning.length))}</span>
            </summary>
            <PlainText text={answer.reasoning} />
          </details>
        )}
        {answer.text === '' ? (
          <p class="dim">{strings.emptyAnswer}</p>
        ) : plain ? (
          <PlainText text={answer.text} />
        ) : (
          <Markdown text={answer.text} strings={strings} onLink={onLink} />
        )}
      </div>
    </section>
  );
}

function figuresOf(stats: RunStats): Figures {
  const text = (value: number | null): string => (value === null ? '' : String(Math.round(value * 100) / 100));
  return {
    completionTokens: text(stats.completionTokens),
    tokensPerSecond: text(stats.tokensPerSecond),
    timeToFirstTokenSeconds: text(stats.timeToFirstTokenSeconds),
  };
}

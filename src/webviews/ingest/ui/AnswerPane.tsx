import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { RunStatName } from '../../../model/run';
import { fill } from '../../strings';
import { Button } from '../../toolkit';
import { number } from '../../ui/format';
import { Icon } from '../../ui/Icon';
import { Inert } from '../../ui/Inert';
import { Markdown, PlainText } from '../../ui/Markdown';
import type { AnswerText } from '../protocol';
import type { IngestStrings } from '../strings';

interface AnswerProps {
  answer: AnswerText;
  strings: IngestStrings;
  onLink: (url: string) => void;
  onPaste: () => void;
}

/** The answer, rendered or as it was received, with what is known of its speed. */
export function AnswerPane({ answer, strings, onLink, onPaste }: AnswerProps): VNode {
  const [plain, setPlain] = useState(false);
  return (
    <section class="answer">
      <div class="bar">
        <h2>{strings.answer}</h2>
        <Stats answer={answer} strings={strings} />
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

function Stats({ answer, strings }: { answer: AnswerText; strings: IngestStrings }): VNode {
  const { stats } = answer;
  const parts: [RunStatName, string][] = [];
  if (stats.tokensPerSecond !== null)
    parts.push(['tokensPerSecond', fill(strings.statSpeed, number(stats.tokensPerSecond, 2, true))]);
  else if (stats.charactersPerSecond !== null)
    parts.push(['charactersPerSecond', fill(strings.statCharacters, number(stats.charactersPerSecond))]);
  if (stats.completionTokens !== null)
    parts.push(['completionTokens', fill(strings.statTokens, number(stats.completionTokens))]);
  if (stats.timeToFirstTokenSeconds !== null)
    parts.push(['timeToFirstTokenSeconds', fill(strings.statFirst, number(stats.timeToFirstTokenSeconds, 2, true))]);
  parts.push(['stopReason', fill(strings.statStop, stats.stopReason ?? strings.unknown)]);
  const sources = {
    server: strings.sourceServer,
    measured: strings.sourceMeasured,
    hand: strings.sourceHand,
    unknown: strings.sourceUnknown,
  };
  return (
    <span class="stats">
      {parts.map(([name, text]) => (
        <span key={name} title={sources[stats.sources?.[name] ?? 'unknown']}>
          <Inert text={text} />
        </span>
      ))}
      {answer.flags.map((flag) => (
        <span key={flag} class="tag">
          {flag}
        </span>
      ))}
    </span>
  );
}

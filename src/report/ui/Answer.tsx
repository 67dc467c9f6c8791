import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Words } from '../../exchange/words';
import { fill } from '../../l10n/strings';
import { Inert } from '../../ui/Inert';
import { Markdown, PlainText } from '../../ui/Markdown';
import { readAnswer, type AnswerText, type RunLine } from '../answers';
import { formatNumber } from '../figures';
import type { Snapshot } from '../snapshot';
import { flagText, scoreText, statusText } from '../terms';
import { useAsync } from './useAsync';
import { Fill, useWords } from './words';

interface AnswerProps {
  run: RunLine;
  isLatest: boolean;
  isOpen: boolean;
  snapshot: Snapshot;
}

/** One run: its points and figures, and, once opened, what was asked and answered. */
export function Answer({ run, isLatest, isOpen, snapshot }: AnswerProps): VNode {
  const words = useWords();
  const { strings } = words;
  const [open, setOpen] = useState(isOpen);
  const element = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    if (!isOpen) return;
    setOpen(true);
    element.current?.scrollIntoView();
    element.current?.querySelector('summary')?.focus({ preventScroll: true });
  }, [isOpen]);
  return (
    <details ref={element} open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <span class="prompt">
          <Inert text={run.prompt} />
        </span>{' '}
        <span class="points">{pointsOf(run, words)}</span>{' '}
        {run.madeOf !== '' && <span class="made-of">{run.madeOf}</span>}{' '}
        {!isLatest && (
          <span class="tag">{run.status === 'complete' ? strings.earlier : statusText(run.status, strings)}</span>
        )}{' '}
        {!run.current && <span class="tag">{strings.olderPrompt}</span>}{' '}
        {run.flags.map((flag) => (
          <span key={flag} class="tag">
            <Inert text={flagText(flag, strings)} />
          </span>
        ))}
      </summary>
      {open && <Opened run={run} snapshot={snapshot} />}
    </details>
  );
}

function Opened({ run, snapshot }: Pick<AnswerProps, 'run' | 'snapshot'>): VNode {
  const { strings, formats } = useWords();
  const [asText, setAsText] = useState(false);
  const loading = useAsync(() => readAnswer(snapshot, run), String(run.id));
  if (loading.state === 'loading') return <p role="status">{strings.openingAnswer}</p>;
  if (loading.state === 'failed') return <p role="alert">{fill(strings.answerFailed, loading.message)}</p>;
  const { text, reasoning, prompt, system, remarks, ledger } = loading.value;
  return (
    <div class="answer">
      <p class="dim">
        <Inert text={run.facts} /> {run.startedAt && `• ${formats.day(run.startedAt)}`}
      </p>
      {run.error !== null && (
        <p>
          <Inert text={run.error} />
        </p>
      )}
      {prompt !== null && (
        <details>
          <summary>{strings.prompt}</summary>
          {system !== null && (
            <>
              <p class="dim">{strings.systemPrompt}</p>
              <PlainText text={system} />
              <p class="dim">{strings.prompt}</p>
            </>
          )}
          <PlainText text={prompt} />
        </details>
      )}
      {reasoning !== '' && (
        <details>
          <summary>{strings.reasoning}</summary>
          <PlainText text={reasoning} />
        </details>
      )}
      <h3 class="hidden-title">{strings.answer}</h3>
      <div class="text">
        {asText ? (
          <PlainText text={text} />
        ) : (
          <Markdown
            text={text}
            strings={{ image: strings.picture, link: '{0}', tooLong: strings.tooLong }}
            onLink={() => setAsText(true)}
          />
        )}
      </div>
      <label>
        <input type="checkbox" checked={asText} onChange={(event) => setAsText(event.currentTarget.checked)} />{' '}
        {strings.asReceived}
      </label>
      {remarks.length > 0 && (
        <ul class="remarks">
          {remarks.map((remark, index) => (
            <li key={index}>
              <Fill
                text={strings.remark}
                values={[formats.plain(remark.line), <Inert text={remark.quote} />, <Inert text={remark.body} />]}
              />
            </li>
          ))}
        </ul>
      )}
      {ledger.length > 0 && (
        <ul class="ledger">
          {ledger.map((score, index) => (
            <li key={index} class={score.voided ? 'voided' : undefined}>
              <Entry score={score} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** An entry of the ledger: what was given, how and when, and what was noted. */
function Entry({ score }: { score: AnswerText['ledger'][number] }): VNode {
  const { strings, formats } = useWords();
  const { points, max, source, createdAt } = score;
  const given = fill(
    scoreText(source, strings),
    formatNumber(points, Number(points % 1 !== 0), formats),
    formats.plain(max),
    formats.day(createdAt),
  );
  const text = score.voided ? fill(strings.takenBack, given) : given;
  return score.note === '' ? (
    <>{text}</>
  ) : (
    <Fill text={strings.withNote} values={[text, <Inert text={score.note} />]} />
  );
}

function pointsOf(run: RunLine, { strings, formats }: Words): string {
  if (run.points === null) return run.status === 'complete' ? strings.notScored : '';
  return fill(
    strings.pointsOf,
    formatNumber(run.points, Number(run.points % 1 !== 0), formats),
    run.max === null ? '?' : formats.plain(run.max),
  );
}

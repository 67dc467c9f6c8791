import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Inert } from '../../webviews/ui/Inert';
import { Markdown, PlainText } from '../../webviews/ui/Markdown';
import { readAnswer, type RunLine } from '../answers';
import { formatNumber } from '../figures';
import type { Snapshot } from '../snapshot';
import { useAsync } from './useAsync';

interface AnswerProps {
  run: RunLine;
  isLatest: boolean;
  isOpen: boolean;
  snapshot: Snapshot;
}

const markdownStrings = {
  image: 'picture',
  link: '{0}',
  tooLong: 'Too long or too deeply nested to be laid out; shown as text.',
};

/** One run: its points and figures, and, once opened, what was asked and answered. */
export function Answer({ run, isLatest, isOpen, snapshot }: AnswerProps): VNode {
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
        <span class="points">{pointsOf(run)}</span>{' '}
        {!isLatest && <span class="tag">{run.status === 'complete' ? 'earlier' : run.status}</span>}{' '}
        {!run.current && <span class="tag">older version of the prompt</span>}{' '}
        {run.flags.map((flag) => (
          <span key={flag} class="tag">
            <Inert text={flag.replaceAll('-', ' ')} />
          </span>
        ))}
      </summary>
      {open && <Opened run={run} snapshot={snapshot} />}
    </details>
  );
}

function Opened({ run, snapshot }: Pick<AnswerProps, 'run' | 'snapshot'>): VNode {
  const [asText, setAsText] = useState(false);
  const loading = useAsync(() => readAnswer(snapshot, run), String(run.id));
  if (loading.state === 'loading') return <p role="status">Opening…</p>;
  if (loading.state === 'failed') return <p role="alert">The answer cannot be shown: {loading.message}</p>;
  const { text, reasoning, prompt, system, remarks, ledger } = loading.value;
  return (
    <div class="answer">
      <p class="dim">
        <Inert text={run.facts} /> {run.startedAt && `• ${run.startedAt.slice(0, 10)}`}
      </p>
      {run.error !== null && (
        <p>
          <Inert text={run.error} />
        </p>
      )}
      {prompt !== null && (
        <details>
          <summary>Prompt</summary>
          {system !== null && (
            <>
              <p class="dim">System prompt</p>
              <PlainText text={system} />
              <p class="dim">Prompt</p>
            </>
          )}
          <PlainText text={prompt} />
        </details>
      )}
      {reasoning !== '' && (
        <details>
          <summary>Reasoning</summary>
          <PlainText text={reasoning} />
        </details>
      )}
      <h3 class="hidden-title">Answer</h3>
      <div class="text">
        {asText ? (
          <PlainText text={text} />
        ) : (
          <Markdown text={text} strings={markdownStrings} onLink={() => setAsText(true)} />
        )}
      </div>
      <label>
        <input type="checkbox" checked={asText} onChange={(event) => setAsText(event.currentTarget.checked)} /> as it
        was received
      </label>
      {remarks.length > 0 && (
        <ul class="remarks">
          {remarks.map((remark, index) => (
            <li key={index}>
              Line {remark.line}, “<Inert text={remark.quote} />
              ”: <Inert text={remark.body} />
            </li>
          ))}
        </ul>
      )}
      {ledger.length > 0 && (
        <ul class="ledger">
          {ledger.map((score, index) => (
            <li key={index} class={score.voided ? 'voided' : undefined}>
              {formatNumber(score.points, 0 + Number(score.points % 1 !== 0))} of {score.max}, given{' '}
              {score.source === 'hand' ? 'by hand' : `by ${score.source}`} on {score.createdAt.slice(0, 10)}
              {score.voided && ', taken back'}
              {score.note !== '' && (
                <>
                  : <Inert text={score.note} />
                </>
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function pointsOf(run: RunLine): string {
  if (run.points === null) return run.status === 'complete' ? 'not scored' : '';
  return `${formatNumber(run.points, Number(run.points % 1 !== 0))} of ${run.max ?? '?'}`;
}

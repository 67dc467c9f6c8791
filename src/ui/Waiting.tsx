import type { VNode } from 'preact';
import { Button, ProgressRing } from './toolkit';

interface WaitingProps {
  /** Why there is nothing to show, or null while it is on its way. */
  problem: string | null;
  strings: { loading: string; retry: string };
  onRetry: () => void;
}

/** What a page shows before its content is there, or in its place. */
export function Waiting({ problem, strings, onRetry }: WaitingProps): VNode {
  return (
    <main class="waiting">
      {problem === null ? (
        <ProgressRing aria-label={strings.loading} />
      ) : (
        <div role="alert" class="empty">
          <p>{problem}</p>
          <Button appearance="primary" onClick={onRetry}>
            {strings.retry}
          </Button>
        </div>
      )}
    </main>
  );
}

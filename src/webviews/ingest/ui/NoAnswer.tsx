import type { VNode } from 'preact';
import { Button } from '../../toolkit';
import type { PastedAnswer } from '../protocol';
import type { IngestStrings } from '../strings';

interface NoAnswerProps {
  strings: IngestStrings;
  onConduct: () => void;
  onPaste: (answer: PastedAnswer) => void;
}

/** The bot has not answered this prompt: how to get an answer. */
export function NoAnswer({ strings, onConduct }: NoAnswerProps): VNode {
  return (
    <section class="answer">
      <div class="empty">
        <h2>{strings.noAnswer}</h2>
        <p>{strings.noAnswerHint}</p>
        <Button appearance="primary" onClick={onConduct}>
          {strings.conduct}
        </Button>
      </div>
    </section>
  );
}

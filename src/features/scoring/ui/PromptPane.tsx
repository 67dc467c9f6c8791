import type { VNode } from 'preact';
import { Button, Checkbox } from '../../../ui/toolkit';
import { Icon } from '../../../ui/Icon';
import { Markdown, PlainText } from '../../../ui/Markdown';
import type { PromptText } from '../protocol';
import type { IngestStrings } from '../strings';

interface PromptProps {
  prompt: PromptText;
  strings: IngestStrings;
  withSystem: boolean;
  setWithSystem: (withSystem: boolean) => void;
  onCopy: () => void;
  onLink: (url: string) => void;
}

/** What the bot was asked. */
export function PromptPane({ prompt, strings, withSystem, setWithSystem, onCopy, onLink }: PromptProps): VNode {
  return (
    <section class="prompt" tabIndex={0} aria-label={strings.promptText}>
      {!prompt.current && <p class="notice">{strings.oldVersion}</p>}
      {prompt.system !== null && (
        <details>
          <summary>{strings.systemPrompt}</summary>
          <PlainText text={prompt.system} />
        </details>
      )}
      <Markdown text={prompt.text} strings={strings} onLink={onLink} />
      <div class="copy">
        <Button title={strings.copyPromptHint} onClick={onCopy}>
          <Icon name="copy" slot="start" /> {strings.copyPrompt}
        </Button>
        {prompt.system !== null && (
          <Checkbox checked={withSystem} onChange={setWithSystem}>
            {strings.withSystem}
          </Checkbox>
        )}
      </div>
    </section>
  );
}

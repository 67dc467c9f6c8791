import type { VNode } from 'preact';
import { Button, Checkbox } from '../../../ui/toolkit';
import { number } from '../../../ui/format';
import { Icon } from '../../../ui/Icon';
import { Inert } from '../../../ui/Inert';
import type { IngestContent, PromptChoice, PromptProgress, Walk } from '../protocol';
import type { IngestStrings } from '../strings';

interface HeaderProps {
  content: IngestContent;
  strings: IngestStrings;
  onOpen: (categoryId: string, promptId?: string) => void;
  onStep: (by: 1 | -1) => void;
  onMode: (mode: { blind: boolean; walk: Walk }) => void;
}

/** Whose answer to which prompt this is, and the way to others. */
export function Header({ content, strings, onOpen, onStep, onMode }: HeaderProps): VNode {
  const category = content.categories.find((other) => other.id === content.categoryId);
  const groups: [PromptProgress, string][] = [
    ['unscored', strings.groupUnscored],
    ['scored', strings.groupScored],
    ['unanswered', strings.groupUnanswered],
  ];
  return (
    <header>
      <h1>
        {content.bot === null ? <span class="dim">{strings.hiddenBot}</span> : <Inert text={content.bot} />}
        {content.practice && (
          <span class="tag" title={strings.practiceHint}>
            <Icon name="beaker" /> {strings.practice}
          </span>
        )}
      </h1>
      <div class="choice">
        <label>
          <span>{strings.category}</span>
          <select value={content.categoryId} onChange={(event) => onOpen(event.currentTarget.value)}>
            {content.categories.map((other) => (
              <option key={other.id} value={other.id}>
                {other.title}
                {waiting(other.prompts)}
              </option>
            ))}
          </select>
        </label>
        <label class="wide">
          <span>{strings.prompt}</span>
          <select value={content.promptId} onChange={(event) => onOpen(content.categoryId, event.currentTarget.value)}>
            {groups.map(([progress, title]) => {
              const prompts = category?.prompts.filter((prompt) => prompt.progress === progress) ?? [];
              return prompts.length === 0 ? null : (
                <optgroup key={progress} label={title}>
                  {prompts.map((prompt) => (
                    <option key={prompt.id} value={prompt.id}>
                      {prompt.title} (
                      {prompt.given === null ? prompt.points : `${number(prompt.given, 1)}/${prompt.points}`})
                    </option>
                  ))}
                </optgroup>
              );
            })}
          </select>
        </label>
        <div class="steps">
          <Button appearance="icon" aria-label={strings.previous} title={strings.previous} onClick={() => onStep(-1)}>
            <Icon name="arrow-left" />
          </Button>
          <Button appearance="icon" aria-label={strings.next} title={strings.next} onClick={() => onStep(1)}>
            <Icon name="arrow-right" />
          </Button>
        </div>
        <label>
          <span>{strings.walk}</span>
          <select
            value={content.walk}
            onChange={(event) => onMode({ blind: content.blind, walk: event.currentTarget.value as Walk })}
          >
            <option value="bot">{strings.walkBot}</option>
            <option value="prompt">{strings.walkPrompt}</option>
          </select>
        </label>
        <Checkbox
          checked={content.blind}
          title={strings.blindHint}
          // Blind among one known bot's answers would hide nothing.
          onChange={(blind) => onMode({ blind, walk: blind ? 'prompt' : content.walk })}
        >
          {strings.blind}
        </Checkbox>
      </div>
    </header>
  );
}

function waiting(prompts: PromptChoice[]): string {
  const count = prompts.filter((prompt) => prompt.progress === 'unscored').length;
  return count === 0 ? '' : ` (${count})`;
}

import type { PromptText } from './protocol';

/** What is copied of a prompt: its text, with the system prompt above it where that is wanted. */
export function textToCopy({ system, text }: Pick<PromptText, 'system' | 'text'>, withSystem: boolean): string {
  return withSystem && system !== null ? `${system}\n\n${text}` : text;
}

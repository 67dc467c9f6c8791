import { isRecord } from './imported';
import { notUsed, type LeftOut } from './leftOut';
import { sentence } from '../../l10n/sentence';

export type Turn = { text: string; system: string | null } | { reason: string };

/** Names by which OpenAI's evals mark examples of a dialogue within the system messages. */
const examples: Record<string, string> = {
  example_user: 'Example user',
  example_assistant: 'Example assistant',
};

/**
 * System texts and the one user text of a chat; a reason where it is anything else. A chat of system messages alone is a
 * question: its last one is the prompt. Examples stay apart by who speaks.
 */
export function singleTurn(messages: unknown, leftOut: LeftOut): Turn {
  if (!Array.isArray(messages) || !messages.every(isRecord)) return refused('entries that are no chat messages');
  const systems: string[] = [];
  const users: string[] = [];
  let last: 'system' | 'example' | 'user' = 'system';
  for (const message of messages) {
    const { role, content, name } = message;
    const text = contentOf(content);
    if (text === null) return refused('entries with pictures or tools');
    for (const key of Object.keys(message)) if (!['role', 'content', 'name'].includes(key)) notUsed(leftOut, 'key', key);
    const example = typeof name === 'string' && Object.hasOwn(examples, name) ? examples[name] : undefined;
    if (users.length > 0) return refused('conversations of several turns');
    if (example !== undefined) {
      systems.push(`${example}: ${text}`);
      last = 'example';
    } else if (role === 'system' || role === 'developer') {
      systems.push(text);
      last = 'system';
    } else if (role === 'user') users.push(text);
    else return refused('conversations of several turns');
  }
  if (users.length === 0 && last === 'system' && systems.length > 0) users.push(systems.pop() ?? '');
  const [text] = users;
  if (text === undefined || text.trim() === '') return refused('entries without a user message');
  return { text, system: systems.length === 0 ? null : systems.join('\n\n') };
}

function contentOf(content: unknown): string | null {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return null;
  const parts = content.map((part: unknown) => {
    if (typeof part === 'string') return part;
    return isRecord(part) && part['type'] === 'text' && typeof part['text'] === 'string' ? part['text'] : null;
  });
  return parts.some((part) => part === null) ? null : parts.join('\n');
}

/** Why an entry is left out, in words that follow a number. */
function refused(reason: string): { reason: string } {
  return { reason: sentence(reason) };
}

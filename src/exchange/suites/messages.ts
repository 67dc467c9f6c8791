import { isRecord } from './imported';

/** System texts and the one user text of a chat; a reason where it is anything else. */
export function singleTurn(messages: unknown): { text: string; system: string | null } | { reason: string } {
  if (!Array.isArray(messages) || !messages.every(isRecord)) return refused('entries that are no chat messages');
  const systems: string[] = [];
  const users: string[] = [];
  for (const { role, content } of messages) {
    const text = contentOf(content);
    if (text === null) return refused('entries with pictures or tools');
    // Some sets give examples as system messages; they are told apart by nothing else than their place.
    if ((role === 'system' || role === 'developer') && users.length === 0) systems.push(text);
    else if (role === 'user' && users.length === 0) users.push(text);
    else return refused('conversations of several turns');
  }
  const [text] = users;
  if (text === undefined || text.trim() === '') return refused('entries without a user message');
  return { text, system: systems.length === 0 ? null : systems.join('\n\n') };
}

function contentOf(content: unknown): string | null {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return null;
  const parts = content.map((part: unknown) =>
    isRecord(part) && part['type'] === 'text' && typeof part['text'] === 'string' ? part['text'] : null,
  );
  return parts.some((part) => part === null) ? null : parts.join('\n');
}

/** Why an entry is left out, in words that follow a number. */
export function refused(reason: string): { reason: string } {
  return { reason };
}

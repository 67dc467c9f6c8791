import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import { beginningsOf } from './beginnings';
import { foldText } from './fold';
import { identifierParts } from './identifiers';
import { keysOf } from './keys';

/** Gives a connection the functions that the triggers of the index call. Every connection that writes needs them. */
export function registerSearchFunctions(handle: DatabaseSync): void {
  const deterministic = { deterministic: true };
  handle.function('llp_fold', deterministic, (text: SQLOutputValue) => foldText(asText(text)));
  handle.function('llp_words', { ...deterministic, varargs: true }, (...texts: SQLOutputValue[]) =>
    indexedWords(texts.map(asText)),
  );
  handle.function(
    'llp_keys',
    deterministic,
    (botId: SQLOutputValue, category: SQLOutputValue, practice: SQLOutputValue) =>
      keysOf({ botId: Number(botId), categoryId: asText(category), practice: Number(practice) === 1 }).join(' '),
  );
}

/** The words of the first text, the parts of its identifiers, and the beginnings of the words of all texts. */
export function indexedWords([first = '', ...others]: string[]): string {
  const own = foldText(first + identifierParts(first));
  return own + beginningsOf([own, ...others.map(foldText)].join(' '));
}

function asText(value: SQLOutputValue | undefined): string {
  return typeof value === 'string' ? value : '';
}

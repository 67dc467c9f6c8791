// Which texts of a language still await a translation.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../paths.mjs';

export const languages = ['vi'];

/** `{0}`, `$(icon)`, the target of a link: what a translation leaves alone. */
const untouched = /\{\d+\}|\$\([\w~-]+\)|\]\([^)]+\)|`[^`]*`/g;

/**
 * Keys whose translation is still the English text. Texts without a word, and those that l10n/same.<language>.txt
 * lists (a line each: names, terms that are used untranslated), may stay as they are.
 * @param {Record<string, string>} texts English, by key
 * @param {Record<string, string>} translations
 * @param {string} language
 */
export function untranslated(texts, translations, language) {
  const list = join(root, 'l10n', `same.${language}.txt`);
  const same = new Set(existsSync(list) ? readFileSync(list, 'utf8').split(/\r?\n/) : []);
  return Object.keys(texts).filter((key) => {
    const text = texts[key] ?? '';
    return translations[key] === text && /\p{L}/u.test(text.replace(untouched, '')) && !same.has(text);
  });
}

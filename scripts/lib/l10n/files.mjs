// The JSON files with texts by key: one for English, one a language.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../paths.mjs';

/**
 * @param {string} base e.g. "l10n/bundle.l10n"
 * @param {string} language e.g. "vi"; empty for English
 */
export function bundleFile(base, language) {
  const name = `${base}${language ? `.${language}` : ''}.json`;
  const path = join(root, name);
  return {
    name,
    /** @returns {any} nothing when there is no such file yet */
    read: () => (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {}),
    /** @param {Record<string, string> | string[]} texts */
    write: (texts) => writeFileSync(path, `${JSON.stringify(texts, null, 2)}\n`),
  };
}

/**
 * What a file must hold: the keys of `texts`, sorted, each with what is there already, else with the English text.
 * @param {Record<string, string>} texts English, by key
 * @param {Record<string, string>} old what the file holds now
 * @param {boolean} english the English file itself never keeps an old text
 * @returns {Record<string, string>}
 */
export function inSync(texts, old, english) {
  const keys = Object.keys(texts).sort();
  return Object.fromEntries(keys.map((key) => [key, english ? texts[key] : (old[key] ?? texts[key])]));
}

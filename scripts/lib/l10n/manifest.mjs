// The texts of package.json: `%key%` there, the English text in package.nls.json, translations beside it.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../paths.mjs';

const file = join(root, 'package.json');
/** The fields of contributions that people read. */
const textFields = new Set([
  ...['title', 'shortTitle', 'contextualTitle', 'name', 'displayName', 'label', 'contents'],
  ...['description', 'markdownDescription', 'enumDescriptions', 'markdownEnumDescriptions'],
  ...['deprecationMessage', 'markdownDeprecationMessage', 'patternErrorMessage', 'altText'],
  'userDescription',
]);
/** Names are the same in every language. */
const names = new Set(['LLP', 'Local LLM Playground']);
/** What tells the entries of a list apart. */
const identities = ['command', 'id', 'view', 'language', 'toolReferenceName'];
/** Fields of tools that programs and models read. */
const notOfTools = new Set(['name', 'inputSchema']);

export const readManifest = () => JSON.parse(readFileSync(file, 'utf8'));
/** @param {object} manifest */
export const writeManifest = (manifest) => writeFileSync(file, `${JSON.stringify(manifest, null, 2)}\n`);

/**
 * The manifest with keys in place of its plain texts.
 * @param {Record<string, any>} manifest
 * @param {Record<string, string>} known English texts by key, as they are now
 * @returns {{manifest: Record<string, any>, texts: Record<string, string>, plain: string[]}} `plain`: the new keys
 */
export function withKeys(manifest, known) {
  const texts = { ...known };
  /** @type {string[]} */
  const plain = [];
  const keyOf = (/** @type {string} */ text, /** @type {string} */ path) => {
    if (names.has(text) || isKey(text) || text === '') return text;
    let key = path;
    // Entries without a name of their own, such as the welcome texts of one view, are numbered.
    for (let number = 2; key in texts; number++) key = `${path}.${number}`;
    texts[key] = text;
    plain.push(key);
    return `%${key}%`;
  };
  const walk = (/** @type {any} */ node, /** @type {string} */ path) => {
    if (Array.isArray(node)) {
      node.forEach((entry) => {
        const identity = identities.map((field) => entry?.[field]).find((value) => typeof value === 'string');
        if (entry && typeof entry === 'object') walk(entry, identity ? `${path}.${identity}` : path);
      });
      return;
    }
    for (const [field, value] of Object.entries(node)) {
      const at = `${path}.${field}`;
      // The default of a setting is a value, and the `properties` of an object are named by their owner.
      if (field === 'default' || field === 'menus' || field === 'keybindings') continue;
      if (path.startsWith('contributes.languageModelTools') && notOfTools.has(field)) continue;
      if (typeof value === 'string' && textFields.has(field)) node[field] = keyOf(value, short(at));
      else if (Array.isArray(value) && textFields.has(field))
        node[field] = value.map((text, index) => keyOf(text, short(`${at}.${node.enum?.[index] ?? index}`)));
      else if (value && typeof value === 'object') walk(value, at);
    }
  };
  const changed = JSON.parse(JSON.stringify(manifest));
  changed.description = keyOf(changed.description, 'description');
  walk(changed.capabilities ?? {}, 'capabilities');
  walk(changed.contributes ?? {}, 'contributes');
  return { manifest: changed, texts, plain };
}

/** The texts that the manifest refers to. @param {object} manifest @param {Record<string, string>} texts */
export function manifestTexts(manifest, texts) {
  const keys = [...JSON.stringify(manifest).matchAll(/"%([^%"]+)%"/g)].map((match) => match[1] ?? '');
  const missing = keys.find((key) => !(key in texts));
  if (missing) throw new Error(`package.json refers to %${missing}%, which package.nls.json does not have.`);
  return Object.fromEntries(keys.map((key) => [key, texts[key] ?? '']));
}

/** @param {string} text */
const isKey = (text) => /^%[^%\s]+%$/.test(text);

/** `contributes.commands.llp.conduct.title` → `command.llp.conduct.title`. @param {string} path */
function short(path) {
  return path
    .replace(/^contributes\./, '')
    .replace(/^commands\./, 'command.')
    .replace(/^views\.\w+\./, 'view.')
    .replace(/^viewsContainers\.\w+\./, 'container.')
    .replace(/^viewsWelcome\./, 'welcome.')
    .replace(/^walkthroughs\./, 'walkthrough.')
    .replace(/^configuration\.(properties\.)?/, 'setting.')
    .replaceAll(/\.(items|anyOf|properties|steps|media)(?=\.)/g, '');
}

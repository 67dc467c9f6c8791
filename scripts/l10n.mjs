// Translations: collects the texts that people see, and keeps the translated files in step with them.
//   npm run l10n                  everything: bundles of the source, texts of the manifest
//   npm run l10n -- --bundle      only the texts of the source, l10n/bundle.l10n*.json
//   npm run l10n -- --manifest    only the manifest: plain texts of package.json move to package.nls*.json
//   npm run l10n -- --check       changes nothing; fails when a text is missing, dead or not translated
import { parseArgs } from 'node:util';
import { bundleFile, inSync } from './lib/l10n/files.mjs';
import { manifestTexts, readManifest, withKeys, writeManifest } from './lib/l10n/manifest.mjs';
import { coreTexts, sourceTexts } from './lib/l10n/sourceTexts.mjs';
import { languages, untranslated } from './lib/l10n/translated.mjs';

const { values } = parseArgs({
  options: { check: { type: 'boolean' }, bundle: { type: 'boolean' }, manifest: { type: 'boolean' } },
});
const all = !values.bundle && !values.manifest;
/** @type {string[]} */
const faults = [];

if (all || values.bundle) {
  sync('l10n/bundle.l10n', await sourceTexts());
  // By this list the edge finds the template of a sentence that the core has put together.
  const list = bundleFile('src/l10n/coreSentences', '');
  const texts = await coreTexts();
  if (!values.check) list.write(texts);
  else if (JSON.stringify(list.read()) !== JSON.stringify(texts)) faults.push(`${list.name}: not what the core says`);
}
if (all || values.manifest) {
  const { manifest, texts, plain } = withKeys(readManifest(), bundleFile('package.nls', '').read());
  if (values.check) faults.push(...plain.map((key) => `package.json: "${texts[key]}" is a plain text`));
  else if (plain.length > 0) writeManifest(manifest);
  sync('package.nls', manifestTexts(manifest, texts));
}

/**
 * Brings the English file and its translations in step with the texts; with --check only says what differs.
 * @param {string} base path without language and ending
 * @param {Record<string, string>} texts by key
 */
function sync(base, texts) {
  for (const language of ['', ...languages]) {
    const file = bundleFile(base, language);
    const old = file.read();
    const now = inSync(texts, old, language === '');
    if (!values.check) file.write(now);
    else
      for (const key of new Set([...Object.keys(now), ...Object.keys(old)])) {
        if (!(key in old)) faults.push(`${file.name}: "${key}" is missing`);
        else if (!(key in now)) faults.push(`${file.name}: "${key}" is not used any more`);
        else if (old[key] !== now[key]) faults.push(`${file.name}: "${key}" is not what the source says`);
      }
    if (language !== '')
      faults.push(...untranslated(texts, now, language).map((key) => `${file.name}: "${key}" is not translated`));
  }
}

for (const fault of faults) console.error(fault);
if (faults.length > 0) console.error(`\n${faults.length} to do. "npm run l10n" adds and removes; then translate.`);
process.exitCode = faults.length > 0 ? 1 : 0;

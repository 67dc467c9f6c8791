// The texts of the source: what stands in l10n.t(…), and the tables that are translated as a whole.
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { getL10nJson } from '@vscode/l10n-dev';
import { build } from 'esbuild';
import { root } from '../paths.mjs';
import { coreSentences } from './coreSentences.mjs';

/** @returns {Promise<Record<string, string>>} English texts; the key is the text, with a comment `text/comment` */
export async function sourceTexts() {
  const source = join(root, 'src');
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file));
  const scripts = files.map((file) => ({
    contents: readFileSync(join(source, file), 'utf8'),
    extension: extname(file),
  }));
  const called = Object.entries(await getL10nJson(scripts)).map(([key, text]) => [
    key,
    typeof text === 'string' ? text : text.message,
  ]);
  const tables = files.filter((file) =>
    /^(?:features[\\/]\w+|ui[\\/](?:flags|givers)|exchange)[\\/]strings\.ts$|^ui[\\/]pageStrings\.ts$/.test(file),
  );
  const listed = await Promise.all(tables.map((file) => textsIn(join(source, file))));
  return Object.fromEntries([...called, ...[...listed.flat(), ...(await coreTexts())].map((text) => [text, text])]);
}

/** The sentences of the core, and the names of parameters that stand in them; sorted. @returns {Promise<string[]>} */
export async function coreTexts() {
  const { parameterRules } = await evaluated(join(root, 'src', 'model', 'bot.ts'));
  const words = parameterRules.flatMap(({ label, description }) => [label, description]);
  return [...new Set([...coreSentences(), ...words])].sort();
}

/** The values of all tables that a module exports. @param {string} file @returns {Promise<string[]>} */
async function textsIn(file) {
  return Object.values(await evaluated(file)).flatMap((table) => Object.values(table));
}

/** What a module without side effects exports. @param {string} file @returns {Promise<Record<string, any>>} */
async function evaluated(file) {
  const { outputFiles } = await build({
    entryPoints: [file],
    bundle: true,
    write: false,
    format: 'esm',
    logLevel: 'error',
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
}

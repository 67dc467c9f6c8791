// docs/architecture.md with the parts of it that are made from the code.
import { format, resolveConfig } from 'prettier';
import { join } from 'node:path';
import { root } from '../paths.mjs';
import { importsOfSource } from './imports.mjs';
import { featureTable, picture } from './picture.mjs';

/** @param {string} text the document as it is @returns {Promise<string>} as it should be */
export async function drawn(text) {
  const imports = importsOfSource();
  const parts = { picture: picture(imports), features: featureTable(imports) };
  let result = text;
  for (const [name, part] of Object.entries(parts)) {
    const [begin, end] = [`<!-- made: ${name} -->`, `<!-- end: ${name} -->`];
    const [from, to] = [result.indexOf(begin), result.indexOf(end)];
    if (from === -1 || to < from) throw new Error(`docs/architecture.md has no place for “${name}”.`);
    result = `${result.slice(0, from)}${begin}\n\n${part}\n\n${result.slice(to)}`;
  }
  const file = join(root, 'docs', 'architecture.md');
  return format(result, { ...(await resolveConfig(file)), filepath: file });
}

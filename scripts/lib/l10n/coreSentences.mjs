// The sentences of the core, which has no `vscode` and so no l10n.t: found where they are handed over to be shown.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { root } from '../paths.mjs';

/** Of src/: folders, and single files of the edge, that throw or report English sentences. */
const core = [
  ...['suites', 'exchange', 'store', 'model', 'servers', 'conduct', 'queue', 'playground', 'playground.ts'],
  'evaluate/checks',
  ...['features/scoring/content.ts', 'features/details/content.ts'],
];
/**
 * What a sentence is handed to: errors for people (RangeError, TypeError and the like are for programmers), the
 * functions that make remarks on suites, quick fixes, refusals and the labels of edits, and `sentence` for all else.
 */
const speakers = new Set([
  ...[
    'Error',
    'super',
    'EditRefused',
    'ImportRefused',
    'JobRefused',
    'ServerError',
    'ShapeError',
    'StoreError',
    'TransportError',
  ],
  ...['report', 'bad', 'fail', 'fix', 'refused', 'leaveOut', 'pattern', 'sentence', 'verdictOf', 'unknown'],
  ...['this.refuse', 'this.refused', 'this.apply', 'this.change', 'this.addFile'],
]);

/** What is filled in stands as `{0}`, `{1}`, … @returns {string[]} */
export function coreSentences() {
  const files = core.flatMap((name) =>
    name.endsWith('.ts')
      ? [name]
      : readdirSync(join(root, 'src', name), { recursive: true, encoding: 'utf8' })
          .filter((file) => file.endsWith('.ts'))
          .map((file) => join(name, file)),
  );
  return files.flatMap((file) => sentencesIn(readFileSync(join(root, 'src', file), 'utf8')));
}

/** @param {string} source @returns {string[]} */
export function sentencesIn(source) {
  /** @type {string[]} */
  const found = [];
  const visit = (/** @type {ts.Node} */ node) => {
    if ((ts.isNewExpression(node) || ts.isCallExpression(node)) && speakers.has(node.expression.getText(file)))
      found.push(...(node.arguments ?? []).flatMap(templatesOf).filter(isSentence));
    if (ts.isTaggedTemplateExpression(node) && node.tag.getText(file) === 'said')
      found.push(...templatesOf(node.template).filter(isSentence));
    ts.forEachChild(node, visit);
  };
  const file = ts.createSourceFile('core.ts', source, ts.ScriptTarget.Latest, true);
  visit(file);
  return found;
}

/** The keys of a literal, or of both sides of a choice; anything else was written down elsewhere. */
function templatesOf(/** @type {ts.Expression} */ node) {
  if (ts.isConditionalExpression(node)) return [...templatesOf(node.whenTrue), ...templatesOf(node.whenFalse)];
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (!ts.isTemplateExpression(node)) return [];
  return [node.head.text + node.templateSpans.map((span, index) => `{${index}}${span.literal.text}`).join('')];
}

/** Codes, keys and paths have no blank; `{0} {1}.` says nothing that could be translated. */
function isSentence(/** @type {string} */ text) {
  return text.includes(' ') && /\p{L}/u.test(text.replaceAll(/\{\d+\}/g, ''));
}

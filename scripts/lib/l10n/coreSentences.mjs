// The sentences of the core, which has no `vscode` and so no l10n.t: found where they are handed over to be shown.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { root } from '../paths.mjs';

/** Rooms whose sentences in other hands than `said`'s are collected too; everywhere else those words mean other things. */
const core =
  /^(?:suites|exchange|store|model|servers|conduct|queue|playground|evaluate[\\/]checks)\b|^features[\\/](?:scoring|details)[\\/]content\.ts$/;

/**
 * What a sentence is handed to that is no error (those and remarks on suites are `said`): the functions that make quick
 * fixes, labels of edits, reasons and findings, and `sentence` for all else.
 */
const speakers = new Set([
  ...['fix', 'leaveOut', 'pattern', 'sentence', 'verdictOf', 'unknown'],
  ...['this.refuse', 'this.refused', 'this.apply', 'this.change', 'this.addFile'],
]);

/** What is filled in stands as `{0}`, `{1}`, … @returns {string[]} */
export function coreSentences() {
  const source = join(root, 'src');
  return readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => sentencesIn(readFileSync(join(source, file), 'utf8'), core.test(file)));
}

/** @param {string} source @param {boolean} isCore whether more than `said` is looked for @returns {string[]} */
export function sentencesIn(source, isCore = true) {
  /** @type {string[]} */
  const found = [];
  const visit = (/** @type {ts.Node} */ node) => {
    if (
      isCore &&
      (ts.isNewExpression(node) || ts.isCallExpression(node)) &&
      speakers.has(node.expression.getText(file))
    )
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

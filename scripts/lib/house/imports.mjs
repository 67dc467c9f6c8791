// What the files of src/ import from each other, types and `import()` too.
import { readdirSync, readFileSync, existsSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import ts from 'typescript';
import { root } from '../paths.mjs';

/**
 * @typedef {object} Import
 * @property {string} from path within src/, with forward slashes
 * @property {string} to
 * @property {'value' | 'type' | 'dynamic'} kind `type` where nothing of it is there at run time
 */

/** All scripts of src/, by their paths within it. @returns {string[]} */
export function sourceFiles() {
  return readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts'))
    .sort();
}

/** Imports between files of src/. Packages and other kinds of files, such as styles, are left out. @returns {Import[]} */
export function importsOfSource() {
  return sourceFiles().flatMap((from) =>
    importsIn(readFileSync(join(root, 'src', from), 'utf8'), from).flatMap(({ specifier, kind }) => {
      const to = resolved(from, specifier);
      return to === null ? [] : [{ from, to, kind }];
    }),
  );
}

/** @param {string} text @param {string} name @returns {{ specifier: string, kind: Import['kind'] }[]} */
export function importsIn(text, name) {
  /** @type {{ specifier: string, kind: Import['kind'] }[]} */
  const found = [];
  /** @param {ts.Expression | undefined} node @param {Import['kind']} kind */
  const add = (node, kind) => {
    if (node && ts.isStringLiteralLike(node)) found.push({ specifier: node.text, kind });
  };
  /** @param {ts.Node} node */
  const visit = (node) => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, isTypeOnly(node.importClause) ? 'type' : 'value');
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly ? 'type' : 'value');
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(literal(node.argument), 'type');
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      add(node.arguments[0], 'dynamic');
    ts.forEachChild(node, visit);
  };
  visit(
    ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true, name.endsWith('x') ? ts.ScriptKind.TSX : undefined),
  );
  return found;
}

/** @param {ts.LiteralTypeNode} node */
const literal = (node) => (ts.isStringLiteral(node.literal) ? node.literal : undefined);

/** `import type …`, or only names marked as types. @param {ts.ImportClause | undefined} clause */
function isTypeOnly(clause) {
  if (!clause) return false;
  if (clause.isTypeOnly) return true;
  const { name, namedBindings } = clause;
  if (name || !namedBindings || !ts.isNamedImports(namedBindings)) return false;
  return namedBindings.elements.length > 0 && namedBindings.elements.every((element) => element.isTypeOnly);
}

/** The file of src/ that a relative import means, or null. @param {string} from @param {string} specifier */
export function resolved(from, specifier) {
  if (!specifier.startsWith('.')) return null;
  const base = posix.normalize(posix.join(dirname(from), specifier));
  const endings = ['', '.ts', '.tsx', '/index.ts'];
  return (
    endings
      .map((ending) => base + ending)
      .find((file) => /\.tsx?$/.test(file) && existsSync(join(root, 'src', file))) ?? null
  );
}

// The walls of the house as an ESLint rule: whatever no room allows is an error.
import { join, relative } from 'node:path';
import { root } from '../paths.mjs';
import { resolved } from './imports.mjs';
import { edges, isPage, objection, roomOf } from './rooms.mjs';

/** @type {import('eslint').Rule.RuleModule} */
const walls = {
  meta: { type: 'problem', schema: [] },
  create(context) {
    const file = relative(join(root, 'src'), context.filename).replaceAll('\\', '/');
    const room = roomOf(file);
    /** @param {import('estree').Node | null | undefined} source */
    const check = (source) => {
      if (source?.type !== 'Literal' || typeof source.value !== 'string') return;
      const specifier = source.value;
      const to = resolved(file, specifier);
      const message =
        specifier === 'vscode'
          ? room === null || !edges.includes(room) || isPage(file)
            ? 'Only extension.ts, edge/ and features/ know VS Code, their pages apart.'
            : null
          : to === null
            ? null
            : objection(file, to);
      if (message !== null) context.report({ node: source, message });
    };
    /** @param {any} node */
    const ofDeclaration = (node) => check(node.source);
    return {
      Program(node) {
        if (room === null)
          context.report({ node, message: `No room of the house has ${file}; see scripts/lib/house/rooms.mjs.` });
      },
      ImportDeclaration: ofDeclaration,
      ExportNamedDeclaration: ofDeclaration,
      ExportAllDeclaration: ofDeclaration,
      ImportExpression: ofDeclaration,
      // `import('…')` as a type.
      TSImportType: (/** @type {any} */ node) => check(node.source ?? node.argument?.literal),
    };
  },
};

export const house = { rules: { walls } };

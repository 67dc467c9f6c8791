import { said, SaidError } from '../../l10n/said';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The parts of the report page as the build leaves them. */
export interface ReportParts {
  /** Script and style of the page. */
  app: string;
  css: string;
  /** Script of the worker that holds the database. */
  engine: string;
  /** SQLite for the worker, WebAssembly. */
  wasm: Uint8Array;
}

/** Reads the parts from the folder that the build put them in. */
export async function readReportParts(folder: string): Promise<ReportParts> {
  const text = async (name: string): Promise<string> => inlinable(await readFile(join(folder, name), 'utf8'), name);
  const [app, css, engine, wasm] = await Promise.all([
    text('app.js'),
    text('app.css'),
    text('engine.js'),
    readFile(join(folder, 'sqlite.wasm')),
  ]);
  return { app, css, engine, wasm };
}

/** What differs from one report to another, but for the snapshot. */
export interface ReportHead {
  /** BCP 47. */
  language: string;
  title: string;
  /** What a browser shows that runs no script. */
  noScript: string;
  /** `data` and `wasm` must hold nothing that ends the element they stand in. */
  data: string;
  wasm: string;
}

/** Everything up to the snapshot. */
export function pageHead(parts: ReportParts, { language, title, noScript, data, wasm }: ReportHead): string {
  return `<!DOCTYPE html>
<html lang="${escapeHtml(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(parts)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escapeHtml(title)}</title>
<style>${parts.css}</style>
</head>
<body>
<noscript><p>${escapeHtml(noScript)}</p></noscript>
<div id="root"></div>
<script type="application/json" id="data">${data}</script>
<script type="text/plain" id="engine">${parts.engine}</script>
<script type="text/plain" id="wasm">${wasm}</script>
<script>${parts.app}</script>
`;
}

export const pageTail = '</body>\n</html>\n';

/** A piece of the snapshot in base64; the page puts the pieces together again. */
export function snapshotPiece(base64: string): string {
  return `<script type="text/plain" class="snapshot">${base64}</script>\n`;
}

/**
 * Nothing is loaded or sent. Only this page's own script and style run, known by their hashes; the worker comes from a
 * blob that the script makes of the page's own text; WebAssembly is SQLite. Markup can only be made node by node.
 */
function policy({ app, css }: ReportParts): string {
  return [
    `default-src 'none'`,
    `script-src '${hashOf(app)}' 'wasm-unsafe-eval'`,
    `style-src '${hashOf(css)}'`,
    `worker-src blob:`,
    `base-uri 'none'`,
    `form-action 'none'`,
    `require-trusted-types-for 'script'`,
    `trusted-types llp-engine`,
  ].join('; ');
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

/** A part that would end its own element, or be read as another text than was hashed, is a mistake of the build. */
function inlinable(text: string, name: string): string {
  if (/<\/(?:script|style)|<!--|<script|\r|\0/i.test(text))
    throw new SaidError(said`${name} cannot stand inside a page.`);
  return text;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

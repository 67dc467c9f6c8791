import type { BundlePreview } from '../../playground/bundlePreview';

/** The words of the page, translated. */
export interface BundleWords {
  made: string;
  signature: string;
  nothingTaken: string;
  import: string;
  conflicts: string;
  known: string;
  bots: string;
  /** Bot, model, quantization, runtime, hardware, answers, scored. */
  columns: string[];
  unknown: string;
  categories: string;
  files: string;
  fileColumns: string[];
  moreFiles: string;
}

const mostFiles = 500;

/** What is in a bundle, as a page without scripts: everything in it was written by somebody else, and is text here. */
export function bundlePage(name: string, preview: BundlePreview, words: BundleWords, importUri: string): string {
  const { bots, categories, conflicts, files } = preview;
  const rows = bots.map(({ name: bot, modelId, quantization, runtime, hardware, runs, scored }) => [
    bot,
    modelId,
    quantization ?? words.unknown,
    runtime ?? words.unknown,
    hardware.join(', ') || words.unknown,
    String(runs),
    String(scored),
  ]);
  return page(name, [
    `<p>${escape(words.made)}<br>${escape(words.signature)}</p>`,
    `<p><a class="button" href="${escape(importUri)}">${escape(words.import)}</a> <span class="dim">${escape(words.nothingTaken)}</span></p>`,
    conflicts.length === 0 && preview.known === 0
      ? ''
      : `<h2>${escape(words.conflicts)}</h2>${list([...(preview.known > 0 ? [words.known] : []), ...conflicts])}`,
    `<h2>${escape(words.bots)}</h2>${table(words.columns, rows)}`,
    `<h2>${escape(words.categories)}</h2>${list(categories)}`,
    `<h2>${escape(words.files)}</h2>`,
    table(
      words.fileColumns,
      files.slice(0, mostFiles).map(({ name: file, bytes, sha256 }) => [file, String(bytes), sha256]),
    ),
    files.length > mostFiles ? `<p class="dim">${escape(words.moreFiles)}</p>` : '',
  ]);
}

/** What is said in place of a bundle that cannot be opened. */
export function refusedPage(name: string, why: string): string {
  return page(name, [`<p role="alert">${escape(why)}</p>`]);
}

function page(name: string, parts: string[]): string {
  const style = `
    body { padding: 1em 2em; }
    table { border-collapse: collapse; }
    th, td { padding: 0.25em 1.2em 0.25em 0; text-align: start; border-bottom: 1px solid var(--vscode-panel-border, var(--vscode-contrastBorder)); overflow-wrap: anywhere; }
    .dim { color: var(--vscode-descriptionForeground); }
    .button { display: inline-block; padding: 0.35em 1em; margin-inline-end: 0.7em; color: var(--vscode-button-foreground); background: var(--vscode-button-background); border: 1px solid var(--vscode-button-border, transparent); text-decoration: none; border-radius: 2px; }
    .button:hover { background: var(--vscode-button-hoverBackground); }
    .wide { overflow-x: auto; }`;
  return `<!DOCTYPE html><html><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<style>${style}</style><title>${escape(name)}</title></head>
<body><main id="root"><h1>${escape(name)}</h1>${parts.join('\n')}</main></body></html>`;
}

function table(columns: readonly string[], rows: readonly string[][]): string {
  const line = (cells: readonly string[], tag: 'td' | 'th'): string =>
    `<tr>${cells.map((cell) => `<${tag}>${escape(cell)}</${tag}>`).join('')}</tr>`;
  return `<div class="wide"><table><thead>${line(columns, 'th')}</thead><tbody>${rows.map((row) => line(row, 'td')).join('')}</tbody></table></div>`;
}

function list(lines: readonly string[]): string {
  return `<ul>${lines.map((line) => `<li>${escape(line)}</li>`).join('')}</ul>`;
}

/** Long texts are cut, and what would turn the direction of writing is shown as what it is. */
function escape(text: string): string {
  return text
    .slice(0, 1000)
    .replace(/[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '\ufffd')
    .replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

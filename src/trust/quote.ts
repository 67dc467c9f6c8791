import { said, SaidError } from '../l10n/said';
/** Shells that commands are printed for. */
export const shells = ['bash', 'powershell', 'cmd'] as const;
export type Shell = (typeof shells)[number];

const plain = /^[A-Za-z0-9_@%+=:,./-]+$/;

/** Whether a shell can be handed a text at all: none takes NUL, and a command line of cmd ends with its line. */
export function canQuote(text: string, shell: Shell): boolean {
  return !text.includes('\0') && (shell !== 'cmd' || !/[\r\n\x1a]/.test(text));
}

/** A text as one argument that a program gets unchanged, typed into that shell. Throws where `canQuote` says no. */
export function quote(text: string, shell: Shell): string {
  if (!canQuote(text, shell)) throw new SaidError(said`The text cannot be written on a command line of ${shell}.`);
  if (shell === 'bash') return plain.test(text) ? text : quoteBash(text);
  if (shell === 'powershell') return `'${escapeForPowerShell(text)}'`;
  return quoteCmd(text);
}

/** A whole command line. */
export function commandLine(words: readonly string[], shell: Shell): string {
  return words.map((word, index) => (index === 0 ? word : quote(word, shell))).join(' ');
}

/** In single quotes nothing is special; controls go as escapes, so that a terminal pastes them as they are. */
function quoteBash(text: string): string {
  if (!/[\x01-\x1f\x7f]/.test(text)) return `'${text.replaceAll("'", `'\\''`)}'`;
  const escaped = text.replace(/[\\']/g, '\\$&').replace(/[\x01-\x1f\x7f]/g, escapeControl);
  return `$'${escaped}'`;
}

function escapeControl(control: string): string {
  if (control === '\n') return '\\n';
  if (control === '\t') return '\\t';
  if (control === '\r') return '\\r';
  return `\\${control.charCodeAt(0).toString(8).padStart(3, '0')}`;
}

/** PowerShell takes curly single quotes for straight ones; each is doubled within single quotes. */
function escapeForPowerShell(text: string): string {
  return text.replace(/['\u2018\u2019\u201a\u201b]/g, '$&$&');
}

/**
 * By the rules of `CommandLineToArgvW` (backslashes count double before a quote), then carets before what cmd itself
 * reads, quotes included: so cmd never comes to see a quoted string, in which % could not be escaped.
 */
function quoteCmd(text: string): string {
  const argument = `"${text.replace(/(\\*)"/g, '$1$1\\"').replace(/(\\+)$/, '$1$1')}"`;
  return argument.replace(/[()%!^"<>&|]/g, '^$&');
}

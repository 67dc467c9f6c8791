import { parser as cpp } from '@lezer/cpp';
import { parser as go } from '@lezer/go';
import { parser as java } from '@lezer/java';
import { parser as javascript } from '@lezer/javascript';
import { parser as python } from '@lezer/python';
import { parser as rust } from '@lezer/rust';
import { parseDocument } from 'yaml';

interface Reader {
  parse: (code: string) => {
    iterate: (spec: { enter: (node: { type: { isError: boolean }; from: number }) => void }) => void;
  };
  /** Reads all that is legal; of the others a mistake may be the reader's own. */
  exact: boolean;
}

const readers: Record<string, Reader> = {
  c: { parse: (code) => cpp.parse(code), exact: false },
  cpp: { parse: (code) => cpp.parse(code), exact: false },
  go: { parse: (code) => go.parse(code), exact: true },
  java: { parse: (code) => java.parse(code), exact: false },
  javascript: { parse: (code) => javascript.configure({ dialect: 'jsx' }).parse(code), exact: true },
  python: { parse: (code) => python.parse(code), exact: true },
  rust: { parse: (code) => rust.parse(code), exact: false },
  typescript: { parse: (code) => javascript.configure({ dialect: 'ts' }).parse(code), exact: false },
};

/**
 * The first mistake in the syntax of a piece of code: null where it parses, `unknown` where that cannot be told, as
 * for languages without a reader, and for a mistake that may be the reader's own while all brackets match.
 */
export function syntaxMistake(code: string, language: string): { line: number } | 'unknown' | null {
  if (language === 'json') return jsonMistake(code);
  if (language === 'yaml') {
    const [error] = parseDocument(code).errors;
    return error ? { line: (error.linePos?.[0].line ?? 1) - 1 } : null;
  }
  const reader = readers[language];
  if (!reader) return 'unknown';
  let at: number | null = null;
  reader.parse(code).iterate({
    enter: (node) => {
      if (node.type.isError) at ??= node.from;
    },
  });
  if (at === null) return null;
  if (!reader.exact && balanced(code)) return 'unknown';
  return { line: code.slice(0, at).split('\n').length - 1 };
}

function jsonMistake(code: string): { line: number } | null {
  try {
    JSON.parse(code);
    return null;
  } catch {
    return { line: 0 };
  }
}

/** Whether brackets match, strings and comments left out. */
function balanced(code: string): boolean {
  const open: string[] = [];
  const closing: Record<string, string> = { ')': '(', ']': '[', '}': '{' };
  const bare = code.replace(/\/\/[^\n]*|\/\*[\s\S]*?\*\/|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)'/g, ' ');
  for (const character of bare) {
    if ('([{'.includes(character)) open.push(character);
    else if (closing[character] !== undefined && open.pop() !== closing[character]) return false;
  }
  return open.length === 0;
}

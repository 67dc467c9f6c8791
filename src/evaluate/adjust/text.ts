export interface Change {
  text: string;
  /** What was done, for people. */
  what: string[];
}

/** Takes away lines of Markdown fences that were left in the code. */
export function withoutFences(change: Change): void {
  const lines = change.text.split('\n');
  const kept = lines.filter((line) => !/^\s*(?:`{3,}|~{3,})[\w.+-]*\s*$/.test(line));
  if (kept.length === lines.length) return;
  change.text = kept.join('\n');
  change.what.push('a stray fence is taken away');
}

const closers: Record<string, string> = { '{': '}', '(': ')', '[': ']' };

/** Adds the closing brackets that are missing at the end, or takes away one that is too many there. */
export function balanced(change: Change): void {
  const open: string[] = [];
  const code = change.text.replace(
    /\/\/[^\n]*|\/\*[^]*?\*\/|r(#*)"[^]*?"\1|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\[^\n]{1,8}?)'|`(?:[^`\\]|\\.)*`/g,
    '',
  );
  for (const sign of code) {
    const closer = closers[sign];
    if (closer) open.push(closer);
    else if (sign === '}' || sign === ')' || sign === ']') {
      if (open[open.length - 1] === sign) open.pop();
      else if (open.length === 0 && sign === '}' && /\}\s*$/.test(change.text)) {
        change.text = `${change.text.trimEnd().slice(0, -1).trimEnd()}\n`;
        change.what.push('a closing bracket too many is taken away');
        return;
      } else return;
    }
  }
  // Brackets that are open in the middle of an expression are a file that was cut off.
  if (open.length === 0 || open.length > 3 || open.some((sign) => sign !== '}')) return;
  change.text = `${change.text.trimEnd()}\n${open.reverse().join('\n')}\n`;
  change.what.push(`${open.length === 1 ? 'a closing bracket is' : 'closing brackets are'} added at the end`);
}

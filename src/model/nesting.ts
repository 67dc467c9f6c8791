/** Columns of marks and blanks at the beginning of a line up to which Markdown is read as nested. */
const mostColumns = 200;
/** Marks of quotes and lists at the beginning of a line up to which they are. */
const mostMarks = 50;

export interface Flattened {
  /** As long as the text, with the same lines; what is nested too deep reads as plain text there. */
  text: string;
  /** Zero-based lines on which marks were taken for text. */
  lines: number[];
}

/**
 * Markdown that a parser gets through: parsers call themselves for each level, so that 3,000 `>` on one line, or 800
 * lists within each other, end in a full stack or in minutes. Nobody writes what is deeper than this.
 */
export function flattened(text: string): Flattened {
  const lines: number[] = [];
  let result = '';
  let kept = 0;
  let start = 0;
  for (let line = 0; start <= text.length; line++) {
    const end = lineEnd(text, start);
    const { to, marks } = deepPart(text, start, end);
    if (to > start) {
      result += text.slice(kept, start) + text.slice(start, to).replace(/[^\r\n]/g, 'x');
      kept = to;
      if (marks) lines.push(line);
    }
    start = end + 1 + (text.startsWith('\r\n', end) ? 1 : 0);
  }
  return { text: kept === 0 ? text : result + text.slice(kept), lines };
}

function lineEnd(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 || code === 13) return at;
  }
  return text.length;
}

/** Up to where the line's beginning is too deep (`to` is the start where it is not), and whether that has marks. */
function deepPart(text: string, start: number, end: number): { to: number; marks: boolean } {
  let columns = 0;
  let marks = 0;
  let at = start;
  for (; at < end; at++) {
    const character = text.charAt(at);
    if (character === '\t') columns += 4 - (columns % 4);
    else if (character === ' ') columns++;
    else if (character === '>' || (isListMark(character) && isBlank(text.charAt(at + 1)))) {
      columns++;
      marks++;
    } else if (character >= '0' && character <= '9') columns++;
    else if ((character === '.' || character === ')') && isBlank(text.charAt(at + 1)) && at > start) {
      columns++;
      marks++;
    } else break;
  }
  // A rule made of many signs is no nesting, and a line of blanks is empty.
  const isDeep = at < end || marks > 0 ? columns > mostColumns || marks > mostMarks : false;
  return isDeep ? { to: at, marks: marks > 0 } : { to: start, marks: false };
}

function isListMark(character: string): boolean {
  return character === '-' || character === '*' || character === '+';
}

function isBlank(character: string): boolean {
  return character === ' ' || character === '\t' || character === '\n' || character === '\r' || character === '';
}

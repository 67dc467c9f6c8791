import { docOf, type Doc } from './doc';

/** A piece of an answer: whole lines, or a part of one, with its place. */
export class Scoped {
  constructor(
    readonly text: string,
    /** Zero-based line of the answer on which `text` begins. */
    readonly firstLine: number,
  ) {}

  get doc(): Doc {
    return docOf(this.text);
  }

  /** The answer's line on which an offset into `text` lies. */
  lineAt(offset: number): number {
    let line = this.firstLine;
    for (let at = this.text.indexOf('\n'); at !== -1 && at < offset; at = this.text.indexOf('\n', at + 1)) line++;
    return line;
  }

  /** Non-blank lines with their place in the answer, without blanks around them. */
  lines(): { text: string; line: number }[] {
    return this.text
      .split('\n')
      .map((text, index) => ({ text: text.trim(), line: this.firstLine + index }))
      .filter(({ text }) => text !== '');
  }

  slice(start: number, end: number): Scoped {
    return new Scoped(this.text.slice(start, end), this.lineAt(start));
  }
}

/** What a check finds. `line`: zero-based line of the answer that decided. */
export interface Finding {
  verdict: 'pass' | 'fail' | 'unknown';
  evidence: string;
  line?: number | null;
}

export function verdictOf(passes: boolean, evidence: string, line: number | null = null): Finding {
  return { verdict: passes ? 'pass' : 'fail', evidence, line };
}

export function unknown(evidence: string): Finding {
  return { verdict: 'unknown', evidence };
}

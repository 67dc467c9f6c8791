/** Goes through the beginning of one line of Markdown, where tabs count as blanks up to the next multiple of four. */
export class LineCursor {
  private at = 0;
  private column = 0;
  /** Columns of a tab that were taken already. */
  private tabRest = 0;

  constructor(private readonly line: string) {}

  /** What stands there, without the blanks before it; how many columns of blanks there are; where they end. */
  look(): { rest: string; indent: number; blank: boolean } {
    let at = this.at;
    let column = this.column;
    let first = this.tabRest;
    for (; at < this.line.length; at++) {
      const character = this.line.charAt(at);
      if (character === ' ') column++;
      else if (character === '\t') column += first > 0 ? first : 4 - (column % 4);
      else break;
      first = 0;
    }
    const rest = this.line.slice(at);
    return { rest, indent: column - this.column, blank: rest === '' };
  }

  /** Takes so many columns of blanks; a tab can be taken in part. */
  columns(count: number): void {
    for (let left = count; left > 0;) {
      const character = this.line.charAt(this.at);
      if (character === '\t') {
        const width = this.tabRest > 0 ? this.tabRest : 4 - (this.column % 4);
        const taken = Math.min(width, left);
        this.tabRest = width - taken;
        this.column += taken;
        if (this.tabRest === 0) this.at++;
        left -= taken;
      } else if (character === ' ') {
        this.at++;
        this.column++;
        left--;
      } else return;
    }
  }

  /** Takes the blanks there, and so many characters after them. */
  past(characters: number): void {
    this.columns(this.look().indent);
    this.at += characters;
    this.column += characters;
  }
}

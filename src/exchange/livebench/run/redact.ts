const hidden = '<REDACTED>';

/**
 * Takes the API key out of what LiveBench prints, which is its whole command with the key in it, twice. Works on whole
 * lines, so that no key is cut in two by the pieces in which output arrives.
 */
export class Redactor {
  private held = '';

  /** @param key the person's own key; null where none is sent */
  constructor(private readonly key: string | null) {}

  /** The text up to the last line end so far. */
  next(text: string): string {
    const all = this.held + text;
    const end = Math.max(all.lastIndexOf('\n'), all.lastIndexOf('\r')) + 1;
    this.held = all.slice(end);
    return this.clean(all.slice(0, end));
  }

  /** What is left at the end. */
  rest(): string {
    const all = this.held;
    this.held = '';
    return this.clean(all);
  }

  private clean(text: string): string {
    const named = text.replace(/(LIVEBENCH_API_KEY=)('[^']*'|\S+)/g, `$1${hidden}`);
    return this.key === null ? named : named.replaceAll(this.key, hidden);
  }
}

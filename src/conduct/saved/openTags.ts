import type { TagText } from './blockScanner';

/** Elements that take in all that follows until they are closed. Others end by themselves, or mean nothing to browsers. */
const holding = new Set(
  (
    'a abbr address article aside b big blockquote button canvas center cite code del details dfn dialog dir div dl ' +
    'em fieldset figure font footer form h1 h2 h3 h4 h5 h6 header i iframe ins kbd label main map mark math menu nav ' +
    'noembed noframes noscript object ol pre q s samp script search section select small span strike strong style sub ' +
    'summary sup svg table template textarea title tt u ul var video audio xmp'
  ).split(' '),
);
/** Within these, nothing counts but their own end. */
const raw = new Set(['script', 'style', 'textarea', 'title', 'xmp', 'iframe', 'noembed', 'noframes']);

/** Where a tag ends, or what it is still in the middle of. */
type TagEnd = { at: number } | { open: '"' | "'" | '' };

/** Follows the tags of a text as a browser would see them once the Markdown has become HTML. Takes linear time. */
export class OpenTags {
  private readonly stack: string[] = [];
  /** What the end of the text stands in the middle of: a comment, a tag, or a quoted attribute. */
  private within: 'comment' | '"' | "'" | '' | null = null;

  /** Lines that close what is open; each is a block of its own or a part of one. */
  get closers(): string[] {
    const first = { comment: ['<!-- -->'], '"': ['<!-- "> -->'], "'": ["<!-- '> -->"], '': ['<!-- > -->'] };
    const middle = this.within === null ? [] : first[this.within];
    return [...middle, ...this.stack.toReversed().map((name) => `</${name}>`)];
  }

  add({ kind, text }: TagText): void {
    if (kind === 'html') this.html(text, 0);
    else this.inline(text);
  }

  private html(text: string, from: number): void {
    for (let at = this.resume(text, from); at !== -1 && at < text.length;) {
      at = text.indexOf('<', at);
      if (at === -1) return;
      at = this.htmlAt(text, at);
    }
  }

  /** What began in an earlier piece of HTML ends there; -1 where it does not. */
  private resume(text: string, from: number): number {
    const { within } = this;
    if (within === null) return from;
    const end = within === 'comment' ? '-->' : within === '' ? '>' : within;
    const at = text.indexOf(end, from);
    if (at === -1) return -1;
    this.within = null;
    return at + end.length;
  }

  private htmlAt(text: string, at: number): number {
    const top = this.stack.at(-1) ?? '';
    if (raw.has(top) && !isEndOf(top, text, at)) return at + 1;
    if (text.startsWith('<!--', at)) {
      const end = text.indexOf('-->', at + 4);
      if (end === -1) this.within = 'comment';
      return end === -1 ? text.length : end + 3;
    }
    if (text.startsWith('<!', at) || text.startsWith('<?', at)) {
      const end = text.indexOf('>', at);
      if (end === -1) this.within = '';
      return end === -1 ? text.length : end + 1;
    }
    const name = nameAt(text, at);
    if (name === null) return at + 1;
    const end: TagEnd = tagEnd(text, at + 1 + name.length, false);
    this.tag(name);
    if ('at' in end) return end.at;
    this.within = end.open;
    return text.length;
  }

  /** Text in which only whole tags and comments count, and none in code. */
  private inline(text: string): void {
    const runs = [...text.matchAll(/`+/g)].map((run) => ({ at: run.index, length: run[0].length }));
    const last = new Map(runs.map(({ at, length }) => [length, at]));
    let nextRun = 0;
    let commentsEnd = true;
    for (let at = 0; at < text.length;) {
      const character = text.charAt(at);
      if (character === '\\') at += 2;
      else if (character === '`') {
        while ((runs[nextRun]?.at ?? Infinity) < at) nextRun++;
        const length = (runs[nextRun]?.at === at ? runs[nextRun]?.length : undefined) ?? 1;
        let close = nextRun + 1;
        if ((last.get(length) ?? -1) <= at) close = -1;
        else while (runs[close]?.length !== length) close++;
        at = close === -1 ? at + length : (runs[close]?.at ?? at) + length;
      } else if (character !== '<') at++;
      else if (text.startsWith('<!--', at)) {
        const end: number = commentsEnd ? text.indexOf('-->', at + 4) : -1;
        commentsEnd = end !== -1;
        at = end === -1 ? at + 4 : end + 3;
      } else at = this.inlineTag(text, at);
    }
  }

  private inlineTag(text: string, at: number): number {
    const top = this.stack.at(-1) ?? '';
    if (raw.has(top) && !isEndOf(top, text, at)) return at + 1;
    const name = nameAt(text, at);
    if (name === null) return at + 1;
    const end: TagEnd = tagEnd(text, at + 1 + name.length, true);
    if (!('at' in end)) return at + 1;
    this.tag(name);
    return end.at;
  }

  private tag(written: string): void {
    const name = written.toLowerCase();
    if (!name.startsWith('/')) {
      if (holding.has(name)) this.stack.push(name);
      return;
    }
    const open = this.stack.lastIndexOf(name.slice(1));
    if (open !== -1) this.stack.length = open;
  }
}

/** The name of the tag that begins there, with the `/` of an end tag. */
function nameAt(text: string, at: number): string | null {
  return /^\/?[a-z][a-z0-9-]*/i.exec(text.slice(at + 1, at + 40))?.[0] ?? null;
}

function isEndOf(name: string, text: string, at: number): boolean {
  return text.slice(at, at + name.length + 2).toLowerCase() === `</${name}`;
}

/** `strict`: a `<` within it means that it was no tag. */
function tagEnd(text: string, from: number, strict: boolean): TagEnd {
  for (let at = from; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '>') return { at: at + 1 };
    if (strict && character === '<') return { open: '' };
    if (character !== '=') continue;
    let quote = at + 1;
    while (/\s/.test(text.charAt(quote))) quote++;
    const sign = text.charAt(quote);
    if (sign !== '"' && sign !== "'") continue;
    const close = text.indexOf(sign, quote + 1);
    if (close === -1) return { open: sign };
    at = close;
  }
  return { open: '' };
}

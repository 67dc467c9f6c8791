import { said, type Said } from '../../l10n/said';
import { ShapeError } from './shape';

/** One value of the document's top level, or one entry of a list there. */
export interface DocumentEntry {
  key: string;
  /** Place in the list; null for a value that is no list. */
  index: number | null;
  value: unknown;
}

/**
 * Reads a JSON document piece by piece: the values of its top level one after the other, lists entry by entry, so that
 * a file of any size can be read. Throws `ShapeError`, with the path, for what is not JSON.
 */
export async function* readDocument(chunks: AsyncIterable<string>): AsyncGenerator<DocumentEntry> {
  const scanner = new Scanner();
  for await (const chunk of chunks) {
    yield* scanner.push(chunk);
  }
  scanner.finish();
}

/** In UTF-16 units; a string of twice that length cannot be made. */
const longestEntry = 2 ** 28;

type Place = 'start' | 'key' | 'colon' | 'value' | 'entry' | 'after-value' | 'after-entry' | 'end';

class Scanner {
  private place: Place = 'start';
  private key = '';
  private readonly keys = new Set<string>();
  private index: number | null = null;
  /** Text of the value being read, from earlier chunks. */
  private pending: string[] = [];
  private pendingLength = 0;
  private depth = 0;
  private inString = false;
  private escaped = false;
  /** True while a key or a value is being read. */
  private reading = false;
  /** True right after a comma: something has to follow. */
  private awaiting = false;

  *push(chunk: string): Generator<DocumentEntry> {
    let begin = this.reading ? 0 : -1;
    for (let at = 0; at < chunk.length; at++) {
      const code = chunk.charCodeAt(at);
      if (this.reading) {
        if (this.inString) {
          if (this.escaped) this.escaped = false;
          else if (code === 0x5c) this.escaped = true;
          else if (code === 0x22) this.inString = false;
          continue;
        }
        if (code === 0x22) this.inString = true;
        else if (code === 0x7b || code === 0x5b) this.depth++;
        else if (this.depth > 0) {
          if (code === 0x7d || code === 0x5d) this.depth--;
        } else if (code === 0x2c || code === 0x7d || code === 0x5d || code === 0x3a) {
          const entry = this.take(chunk.slice(begin, at));
          begin = -1;
          if (entry) yield entry;
          at--;
        }
        continue;
      }
      if (code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09 || (code === 0xfeff && this.isAtStart))
        continue;
      if (this.punctuation(code)) continue;
      begin = at--;
      this.reading = true;
    }
    if (!this.reading) return;
    this.pending.push(chunk.slice(begin));
    this.pendingLength += chunk.length - begin;
    if (this.pendingLength > longestEntry) throw this.refused(said`is too large: no answer is that long`);
  }

  finish(): void {
    if (this.place !== 'end') throw new ShapeError(this.path, said`ends in the middle: the file is cut off`);
  }

  private get isAtStart(): boolean {
    return this.place === 'start';
  }

  /** Moves on by a sign between values; false where a key or value begins. */
  private punctuation(code: number): boolean {
    const sign = String.fromCharCode(code);
    switch (this.place) {
      case 'start':
        if (sign !== '{') throw new ShapeError('', said`must be a JSON object`);
        this.place = 'key';
        return true;
      case 'key':
        if (sign === '}' && this.keys.size === 0) return this.to('end');
        if (sign !== '"') throw this.refused(said`is not JSON: a key in double quotes is expected there`);
        return false;
      case 'colon':
        if (sign !== ':') throw this.refused(said`is not JSON: a colon is expected there`);
        return this.to('value');
      case 'value':
        if (sign === '[') {
          this.index = 0;
          this.awaiting = false;
          return this.to('entry');
        }
        return this.begins(sign);
      case 'entry':
        if (sign === ']' && !this.awaiting) return this.endList();
        return this.begins(sign);
      case 'after-entry':
        if (sign === ']') return this.endList();
        if (sign !== ',') throw this.refused(said`is not JSON: a comma or ] is expected there`);
        this.awaiting = true;
        return this.to('entry');
      case 'after-value':
        if (sign === '}') return this.to('end');
        if (sign !== ',') throw this.refused(said`is not JSON: a comma or } is expected there`);
        return this.to('key');
      case 'end':
        throw new ShapeError('', said`has something after its end`);
    }
  }

  private begins(sign: string): false {
    if (',:]}'.includes(sign)) throw this.refused(said`is not JSON: a value is expected there`);
    return false;
  }

  private to(place: Place): true {
    this.place = place;
    return true;
  }

  private endList(): true {
    this.index = null;
    return this.to('after-value');
  }

  /** The key or value that has just ended. */
  private take(rest: string): DocumentEntry | null {
    const text = this.pending.join('') + rest;
    this.pending = [];
    this.pendingLength = 0;
    this.reading = false;
    const path = this.path;
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      throw new ShapeError(path, said`is not JSON`);
    }
    if (this.place === 'key') {
      this.key = String(value);
      if (this.keys.has(this.key)) throw new ShapeError(this.key, said`is there twice`);
      this.keys.add(this.key);
      this.place = 'colon';
      return null;
    }
    const entry = { key: this.key, index: this.index, value };
    if (this.index === null) this.place = 'after-value';
    else {
      this.index++;
      this.place = 'after-entry';
    }
    return entry;
  }

  private get path(): string {
    return this.index === null ? this.key : `${this.key}[${this.index}]`;
  }

  private refused(expected: Said): ShapeError {
    return new ShapeError(this.path, expected);
  }
}

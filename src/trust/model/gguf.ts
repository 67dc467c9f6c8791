import { createHash } from 'node:crypto';
import type { GgufHeader } from '../../model/record';

/** What is not needed to tell models apart is left out: long texts, lists of tokens. */
const longestText = 200;
const mostFacts = 200;
const deepestList = 4;

/** A file has told less than its header says, or more than anyone needs. */
class Cut extends Error {}

/**
 * The header of a GGUF file: its version, number of tensors, and facts that are short; of longer texts such as the chat
 * template their SHA-256. `bytes` may be only the file's beginning: what it does not reach is left out. Null where it is
 * no GGUF file. After the specification in ggml's docs/gguf.md, versions 2 and 3.
 */
export function readGguf(bytes: Uint8Array): GgufHeader | null {
  const reader = new Reader(bytes);
  const facts: GgufHeader['facts'] = {};
  try {
    if (reader.text(4) !== 'GGUF') return null;
    const version = reader.u32();
    if (version < 2 || version > 1_000) return null;
    const tensors = reader.u64();
    const header = { version, tensors, facts };
    const count = Math.min(reader.u64(), 100_000);
    try {
      for (let index = 0; index < count && Object.keys(facts).length < mostFacts; index++) readFact(reader, facts);
    } catch (error) {
      if (!(error instanceof Cut)) throw error;
    }
    return header;
  } catch (error) {
    if (error instanceof Cut) return null;
    throw error;
  }
}

function readFact(reader: Reader, facts: GgufHeader['facts']): void {
  const name = reader.text(reader.u64());
  const value = readValue(reader, reader.u32(), 0);
  if (value === null || !/^[\w.-]{1,100}$/.test(name) || name === '__proto__') return;
  facts[name] =
    typeof value === 'string' && value.length > longestText
      ? `sha256:${createHash('sha256').update(value).digest('hex')}`
      : value;
}

/** Null for lists, which are read over, and figures that are none. */
function readValue(reader: Reader, type: number, depth: number): string | number | boolean | null {
  switch (type) {
    case 0:
      return reader.number(1, (view, at) => view.getUint8(at));
    case 1:
      return reader.number(1, (view, at) => view.getInt8(at));
    case 2:
      return reader.number(2, (view, at) => view.getUint16(at, true));
    case 3:
      return reader.number(2, (view, at) => view.getInt16(at, true));
    case 4:
      return reader.u32();
    case 5:
      return reader.number(4, (view, at) => view.getInt32(at, true));
    case 6:
      return finite(reader.number(4, (view, at) => view.getFloat32(at, true)));
    case 7:
      return reader.number(1, (view, at) => view.getUint8(at)) !== 0;
    case 8:
      return reader.text(reader.u64());
    case 9: {
      const [of, count] = [reader.u32(), reader.u64()];
      if (depth >= deepestList) throw new Cut();
      const fixed = sizes[of];
      if (fixed !== undefined) reader.skip(fixed * count);
      else for (let index = 0; index < count; index++) readValue(reader, of, depth + 1);
      return null;
    }
    case 10:
      return reader.u64();
    case 11:
      return reader.number(8, (view, at) => Number(view.getBigInt64(at, true)));
    case 12:
      return finite(reader.number(8, (view, at) => view.getFloat64(at, true)));
    default:
      throw new Cut();
  }
}

const sizes: Record<number, number> = { 0: 1, 1: 1, 2: 2, 3: 2, 4: 4, 5: 4, 6: 4, 7: 1, 10: 8, 11: 8, 12: 8 };

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

class Reader {
  private at = 0;
  private readonly view: DataView;

  constructor(private readonly bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  number(size: number, read: (view: DataView, at: number) => number): number {
    if (this.at + size > this.bytes.length) throw new Cut();
    const value = read(this.view, this.at);
    this.at += size;
    return value;
  }

  u32(): number {
    return this.number(4, (view, at) => view.getUint32(at, true));
  }

  /** As a number: what is beyond 2^53 cannot be a length in any file. */
  u64(): number {
    return this.number(8, (view, at) => Number(view.getBigUint64(at, true)));
  }

  text(length: number): string {
    const from = this.skip(length);
    return Buffer.from(this.bytes.buffer, this.bytes.byteOffset + from, length).toString('utf8');
  }

  /** Returns where it was before. */
  skip(length: number): number {
    const from = this.at;
    if (!(length >= 0) || from + length > this.bytes.length) throw new Cut();
    this.at += length;
    return from;
  }
}

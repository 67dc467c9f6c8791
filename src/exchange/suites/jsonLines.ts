import { said } from '../../l10n/said';
import { ImportRefused, isRecord, type SourceFile } from './imported';

const maxLineLength = 32_000_000;

export interface JsonLine {
  /** One-based. */
  line: number;
  value: Record<string, unknown>;
}

/** One JSON object a line. A line that is none is refused with its number; blank ones are skipped. */
export function jsonLines({ name, text }: SourceFile): JsonLine[] {
  const found: JsonLine[] = [];
  for (const [index, raw] of text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .entries()) {
    if (raw.trim() === '') continue;
    if (raw.length > maxLineLength) throw new ImportRefused(name, index + 1, said`the line is too long to be a question.`);
    const value = parse(raw);
    if (!isRecord(value)) throw new ImportRefused(name, index + 1, said`this is not a JSON object.`);
    found.push({ line: index + 1, value });
  }
  if (found.length === 0) throw new ImportRefused(name, null, said`the file is empty.`);
  return found;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

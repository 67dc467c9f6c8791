interface Range {
  startOffset: number;
  endOffset: number;
  count: number;
}

/**
 * Lines with code and how often each ran, by V8's block coverage: the innermost range around a line's first sign
 * counts (https://v8.dev/blog/javascript-code-coverage). Lines that hold brackets alone are no statements.
 */
export function coveredLines(json: string, url: string, source: string, stripped: string): Record<number, number> {
  const ranges = rangesOf(json, url);
  const lines: Record<number, number> = {};
  let offset = 0;
  const code = stripped.split('\n');
  for (const [index, line] of source.split('\n').entries()) {
    const text = (code[index] ?? '').trim();
    if (!/^[\s{}()[\];,]*$/.test(text) && !/^(?:\/\/|\/\*|\*)/.test(text)) {
      const at = offset + (code[index] ?? '').search(/\S/);
      lines[index + 1] = ranges === null ? 0 : innermost(ranges, at);
    }
    offset += line.length + 1;
  }
  return lines;
}

function innermost(ranges: Range[], at: number): number {
  let best: Range | null = null;
  for (const range of ranges) {
    if (at < range.startOffset || at >= range.endOffset) continue;
    if (best === null || range.endOffset - range.startOffset <= best.endOffset - best.startOffset) best = range;
  }
  return best?.count ?? 0;
}

function rangesOf(json: string, url: string): Range[] | null {
  try {
    const { result } = JSON.parse(json) as { result: { url: string; functions: { ranges: Range[] }[] }[] };
    return result.find((script) => script.url === url)?.functions.flatMap(({ ranges }) => ranges) ?? null;
  } catch {
    return null;
  }
}

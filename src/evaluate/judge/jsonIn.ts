/**
 * The one JSON object in a text: the whole of it, or the only fenced block that is one. Undefined where there is none,
 * or more than one, as then it is not clear which is meant.
 */
export function jsonIn(text: string): unknown {
  const whole = parsed(text.trim());
  if (whole !== undefined) return whole;
  const blocks = blocksOf(text);
  const objects = blocks.map((block) => parsed(block.trim())).filter((value) => value !== undefined);
  return objects.length === 1 ? objects[0] : undefined;
}

function parsed(text: string): unknown {
  if (!text.startsWith('{')) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** What stands in fences. */
function blocksOf(text: string): string[] {
  const blocks: string[] = [];
  let open: string[] | null = null;
  for (const line of text.split('\n')) {
    const isFence = /^\s*(?:```|~~~)/.test(line);
    if (isFence && open) blocks.push(open.join('\n'));
    if (isFence) open = open ? null : [];
    else open?.push(line);
  }
  return blocks;
}

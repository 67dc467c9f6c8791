/** A part that begins with a number: a list item, or a heading such as `## 3. The flame`. */
export interface NumberedPart {
  number: number;
  /** UTF-16 offsets; the part reaches to the next one of its kind. */
  start: number;
  end: number;
  /** Where the text behind the number begins. */
  contentStart: number;
  /** What stands behind the number on its line, without marks. */
  title: string;
}

const marker =
  /^( {0,3})(#{1,6}[ \t]+)?(\*\*|__)?(?:(?:step|part|question|point|item|answer|schritt|phần|bước)[ \t]+)?(\d{1,3})[.):](?:\*\*|__)?(?=[ \t]|\*\*|__|$)[ \t]*((?![ \t]).*)$/i;
const fence = /^ {0,3}(`{3,}|~{3,})/;

/**
 * The parts numbered at the outermost level, e.g. items of a list that code or tables interrupt. The way in which the
 * first one is written (heading, bold or plain) is what the others must have, so that a list within a part is not one.
 */
export function numberedParts(text: string): NumberedPart[] {
  const parts: (NumberedPart & { style: string })[] = [];
  let offset = 0;
  let open: string | null = null;
  let before = '';
  for (const line of text.split('\n')) {
    const mark = fence.exec(line)?.[1];
    if (open !== null) {
      if (mark?.startsWith(open) && line.trim() === mark) open = null;
    } else if (mark !== undefined) open = mark;
    else {
      const match = marker.exec(line);
      const previous = parts.at(-1);
      if (match) {
        const [, indent = '', hash, bold, digits = '', title = ''] = match;
        const style = hash ? `#${hash.trim().length}` : bold ? 'bold' : 'plain';
        const number = Number(digits);
        const begins =
          before.trim() === '' || number === 1 || number === (previous?.number ?? -1) + 1 || hash !== undefined;
        const nested =
          previous !== undefined && (style !== previous.style || (style === 'plain' && indent.length >= 3));
        if (begins && !nested) {
          if (previous) previous.end = offset;
          parts.push({
            number,
            start: offset,
            end: text.length,
            contentStart: offset + line.length - title.length,
            title: title.replace(/[*_#]+/g, '').trim(),
            style,
          });
        }
      }
    }
    before = line;
    offset += line.length + 1;
  }
  return parts.map(({ style: _, ...part }) => ({ ...part, end: Math.min(part.end, text.length) }));
}

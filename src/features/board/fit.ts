/** Both in pixels at a font of 13 px. */
const paddings = 16;
const letterWidth = 6.4;

/**
 * Whether a text in a cell may be wider than its column, which is `width` pixels at a font of 13 px:
 * reckoned with the widest of the usual fonts, as measuring takes longer than the cell's drawing.
 */
export function mayOverflow(text: string, width: number): boolean {
  // Chinese, Japanese, Korean letters are as wide as they are high.
  const wide = text.match(/[\u2e80-\uffff]/g)?.length ?? 0;
  return (text.length + wide) * letterWidth > width - paddings;
}

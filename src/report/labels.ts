export interface Label {
  text: string;
  x: number;
  y: number;
  anchor: 'start' | 'end';
}

interface Frame {
  left: number;
  width: number;
  height: number;
  top: number;
  bottom: number;
}

const lineHeight = 15;
const characterWidth = 7.6;

/** Puts a label beside each point where it covers no other label and no point of the plot; leaves out those with no room. */
export function placeLabels(
  points: { text: string; x: number; y: number }[],
  others: readonly { x: number; y: number }[],
  frame: Frame,
): Label[] {
  const placed: (Label & { left: number; right: number })[] = [];
  for (const point of points) {
    const width = point.text.length * characterWidth;
    for (const [side, dy] of [
      ['start', -8],
      ['end', -8],
      ['start', 16],
      ['end', 16],
    ] as const) {
      const x = side === 'start' ? point.x + 9 : point.x - 9;
      const left = side === 'start' ? x : x - width;
      const y = point.y + dy;
      const fits =
        left >= frame.left && left + width <= frame.width && y > lineHeight && y < frame.height - frame.bottom;
      const isFree = placed.every(
        (other) => left > other.right || left + width < other.left || Math.abs(y - other.y) >= lineHeight,
      );
      const coversPoint = [...points, ...others].some(
        (other) => other.x > left - 5 && other.x < left + width + 5 && other.y > y - lineHeight && other.y < y + 4,
      );
      if (!fits || !isFree || coversPoint) continue;
      placed.push({ text: point.text, x, y, anchor: side, left, right: left + width });
      break;
    }
  }
  return placed;
}

interface Spot {
  x: number;
  y: number;
}

/** Both ends in pixels. */
export interface Segment {
  from: Spot;
  to: Spot;
}

export interface PlotLabel extends Spot {
  width: number;
  /** Sought a place further off too, with a line that leads to it; all others stand beside their points or nowhere. */
  matters?: boolean;
}

/** Where labels may stand, in pixels, and what they must keep clear of. */
export interface LabelRoom {
  height: number;
  left: number;
  right: number;
  top?: number;
  bottom?: number;
  points: readonly Spot[];
  /** A line through the plot, such as the front. */
  line?: readonly Spot[];
}

/** A box with its left edge and the middle of its height; `leader` where it stands off from its point. */
export interface Place {
  left: number;
  middle: number;
  leader: Segment | null;
}

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** How far from its point a label is sought. */
const near = 9;
const rings = [16, 24, 36, 52, 70, 90, 115, 145];
const turns = 16;

/**
 * Places for labels such that none covers another, a point, the line, or the line that leads to another label. Those that
 * come first are placed first; what finds no place is left out.
 */
export function placeLabels<T extends PlotLabel>(labels: readonly T[], room: LabelRoom): (T & Place)[] {
  const placed: (T & Place & { box: Box })[] = [];
  for (const label of labels) {
    const found = placesOf(label, room.height).find((place) =>
      isFree(boxOf(place, label, room.height), place, placed, room),
    );
    if (found) placed.push({ ...label, ...found, box: boxOf(found, label, room.height) });
  }
  return placed.map(({ box: _box, ...label }) => label as unknown as T & Place);
}

/** The nearest first: right, left, then round about. */
function placesOf({ x, y, width, matters }: PlotLabel, height: number): Place[] {
  const places: Place[] = [
    { left: x + near, middle: y, leader: null },
    { left: x - near - width, middle: y, leader: null },
  ];
  if (matters !== true) return places;
  for (const ring of rings) {
    for (let turn = 0; turn < turns; turn++) {
      const angle = (turn / turns) * 2 * Math.PI;
      const [dx, dy] = [Math.cos(angle) * ring, Math.sin(angle) * ring];
      const side = Math.abs(dx) < ring / 3 ? width / 2 : dx > 0 ? 0 : width;
      const left = x + dx - side;
      const middle = y + dy;
      const end = { x: Math.min(Math.max(x, left), left + width), y: middle + (dy > 0 ? -height / 2 : height / 2) };
      const isFar = ring > 16;
      places.push({
        left,
        middle,
        leader: isFar
          ? { from: { x, y }, to: Math.abs(dy) < height / 2 ? { x: dx > 0 ? left : left + width, y: middle } : end }
          : null,
      });
    }
  }
  return places;
}

function boxOf({ left, middle }: Place, { width }: PlotLabel, height: number): Box {
  return { left, right: left + width, top: middle - height / 2, bottom: middle + height / 2 };
}

function isFree(box: Box, { leader }: Place, placed: readonly (Place & { box: Box })[], room: LabelRoom): boolean {
  const { left, right, top = -Infinity, bottom = Infinity, points, line = [] } = room;
  if (box.left < left || box.right > right || box.top < top || box.bottom > bottom) return false;
  const own = grown(box, 2);
  for (const other of placed) {
    if (
      own.left < other.box.right &&
      own.right > other.box.left &&
      own.top < other.box.bottom &&
      own.bottom > other.box.top
    )
      return false;
    if (leader && crosses(leader, other.box)) return false;
    if (other.leader && crosses(other.leader, own)) return false;
  }
  const clear = grown(box, 4);
  if (points.some(({ x, y }) => x > clear.left && x < clear.right && y > clear.top && y < clear.bottom)) return false;
  return !line.some((to, index) => {
    const from = line[index - 1];
    return from !== undefined && crosses({ from, to }, own);
  });
}

function grown({ left, right, top, bottom }: Box, by: number): Box {
  return { left: left - by, right: right + by, top: top - by / 2, bottom: bottom + by / 2 };
}

/** Whether a segment goes through a box (Liang and Barsky's clipping). */
export function crosses({ from, to }: Segment, { left, right, top, bottom }: Box): boolean {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  let [enters, leaves] = [0, 1];
  for (const [step, room] of [
    [-dx, from.x - left],
    [dx, right - from.x],
    [-dy, from.y - top],
    [dy, bottom - from.y],
  ] as const) {
    if (step === 0 && room < 0) return false;
    if (step < 0) enters = Math.max(enters, room / step);
    if (step > 0) leaves = Math.min(leaves, room / step);
  }
  return enters < leaves;
}

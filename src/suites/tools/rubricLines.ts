import { spanOf, type HeadingBlock, type Span } from '../outline';

export interface RubricLine {
  id: string;
  points: number;
  /** The whole item with what is nested below it. */
  span: Span;
  /** Where the digits of its points stand. */
  pointsSpan: Pick<Span, 'start' | 'end'>;
}

const itemStart = /^(?:[-*+]|\d{1,9}[.)])[ \t]+\*\*([a-z][a-z0-9-]*)\*\*\s+\((\d{1,6})/;

/** The sound items of a rubric with their places in the source. */
export function rubricLines(rubric: HeadingBlock, source: string): RubricLine[] {
  return rubric.lists
    .flatMap((list) => list.children)
    .flatMap((node) => {
      const span = spanOf(node);
      const match = itemStart.exec(source.slice(span.start, Math.min(span.end, span.start + 300)));
      if (!match) return [];
      const [whole, id = '', points = '0'] = match;
      const end = span.start + whole.length;
      return [{ id, points: Number(points), span, pointsSpan: { start: end - points.length, end } }];
    });
}

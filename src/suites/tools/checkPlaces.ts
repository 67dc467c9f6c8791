import type { RubricItem, SuiteProblem } from '../../model/prompt';
import type { PromptPlace } from '../layout';
import { rubricLines } from './rubricLines';

/** A check line below a rubric item. */
export interface CheckPlace {
  /** Zero-based. */
  line: number;
  /** Of its item. */
  item: string;
  /** What stands behind `check:`, in the lines that follow too. */
  text: string;
}

const marker = /^[ \t]*[-*+][ \t]+check[ \t]*:[ \t]*/i;
const anyItem = /^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]/;

/** The check lines of a prompt, sound or not, in their order. */
export function checkPlaces({ rubric }: PromptPlace, source: string): CheckPlace[] {
  if (!rubric) return [];
  return rubricLines(rubric, source).flatMap(({ id, span }) => {
    const lines = source.slice(span.start, span.end).split(/\r\n?|\n/);
    return lines.flatMap((line, index) => {
      const [before] = marker.exec(line) ?? [];
      if (before === undefined) return [];
      const rest = lines.slice(index + 1);
      const end = rest.findIndex((other) => other.trim() === '' || anyItem.test(other));
      const more = (end === -1 ? rest : rest.slice(0, end)).map((other) => other.trim());
      return [{ line: span.line + index, item: id, text: [line.slice(before.length).trim(), ...more].join(' ') }];
    });
  });
}

/** The line of each sound check, with its item and its place among the checks of it; underlined lines are left out. */
export function placedChecks(
  places: readonly CheckPlace[],
  rubric: readonly RubricItem[],
  problems: readonly SuiteProblem[],
): { place: CheckPlace; item: string; index: number }[] {
  const wrong = new Set(problems.filter(({ severity }) => severity === 'error').map(({ line }) => line));
  return rubric.flatMap(({ id, checks = [] }) => {
    const own = places.filter(({ item, line }) => item === id && !wrong.has(line));
    return checks.flatMap((_, index) => {
      const place = own[index];
      return place ? [{ place, item: id, index }] : [];
    });
  });
}

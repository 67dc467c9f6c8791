import type { RubricItem } from '../../model/prompt';

/** Maximum points by rubric item, as the suite gives them. */
export interface Sheet {
  runnable: number;
  correctness: number;
  coverage: number;
  explanation: number;
  suggestions: number;
}

export const shelfSheet: Sheet = { runnable: 50, correctness: 250, coverage: 120, explanation: 60, suggestions: 20 };

/** The maxima of a prompt's rubric, where it has the items. */
export function sheetOf(rubric: readonly RubricItem[]): Sheet {
  const sheet = { ...shelfSheet };
  for (const { id, points } of rubric) if (id in sheet) sheet[id as keyof Sheet] = points;
  return sheet;
}

/** Points for code that runs after a minor adjustment, of 50. */
const adjustedPoints = 10;
/** A third of the points for tests is for reaching the statements, the rest for noticing faults. */
const shareOfCoverage = 1 / 3;

export function runnablePoints(sheet: Sheet, adjustment: 0 | 1 | -1): number {
  return adjustment === 0 ? sheet.runnable : adjustment === 1 ? Math.min(adjustedPoints, sheet.runnable) : 0;
}

/** Points for cases, less those that an empty stub would have got. */
export function correctnessPoints(sheet: Sheet, passed: number, total: number, stub: number): number {
  if (total <= stub) return 0;
  return Math.round((sheet.correctness * Math.max(0, passed - stub)) / (total - stub));
}

/** Points for tests. `coverage` is a share from 0 to 1. */
export function testPoints(sheet: Sheet, coverage: number, caught: number, faults: number): number {
  const forCoverage = sheet.coverage * shareOfCoverage;
  const forFaults = sheet.coverage - forCoverage;
  return Math.round(forCoverage * coverage + (faults === 0 ? 0 : (forFaults * caught) / faults));
}

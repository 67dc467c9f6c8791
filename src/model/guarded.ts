/**
 * The same callback, safe for those who call it without being able to do anything about its faults: timers, and work that
 * lets others watch. A fault is reported, a repeated one once, and ends nothing.
 */
export function guarded<A extends unknown[]>(
  work: (...args: A) => void,
  onProblem: (problem: unknown) => void,
): (...args: A) => void {
  let last: string | null = null;
  return (...args) => {
    try {
      work(...args);
    } catch (problem) {
      if (String(problem) === last) return;
      last = String(problem);
      onProblem(problem);
    }
  };
}

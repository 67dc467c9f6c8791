import type { PracticeModel } from './models';

export const RUNTIME_VERSION = '1.0.0';

/** Name of the engine that pretends to run a model; it says itself that it is none. */
export function runtimeName(model: PracticeModel): string {
  return `llp-practice-${model.format}`;
}

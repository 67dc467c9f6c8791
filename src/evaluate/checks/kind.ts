import type { Check } from '../../model/check';
import type { Finding, Scoped } from './scoped';

/** What a check may need from outside; the engine itself reads no file and runs nothing. */
export interface CheckContext {
  /** The check as written, and the whole answer, for those that look beyond their scope. */
  check: Check;
  answer: Scoped;
  /** Titles that the prompt's scopes name. */
  titles: readonly string[];
  ports: CheckPorts;
}

export interface CheckPorts {
  /** Text of a file beside the suite; null where there is none. Only paths below the suite's folder are asked for. */
  readFile?: (path: string) => string | null;
  /**
   * What running a check file with a piece of code came to (kind `run`): the sandbox decides whether it may. Without
   * it, or while it gives null, the check is unknown.
   */
  run?: (file: string, code: string, language: string | null) => Finding | null;
}

export type Test = (text: Scoped, context: CheckContext) => Finding;

/** One kind of check. */
export interface Kind {
  name: string;
  /** Its arguments, as documentation and hover show them. */
  usage: string;
  /** One sentence: when it passes. */
  summary: string;
  example: string;
  /** The same in IFEval or promptfoo, where they have it. */
  alike?: string;
  /** Reads the arguments. Throws a `CheckMistake`. */
  prepare: (source: string) => Test;
}

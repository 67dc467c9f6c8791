import type { Language } from '../model';
import type { Workplace } from './workplace';

/** An answer's files by name: code, tests, further files of the package. */
export type AnswerFiles = ReadonlyMap<string, string>;

export interface Built {
  /** Folder and command of the driver, or null where it could not be made. */
  driver: { folder: string; argv: string[]; environment?: Record<string, string> } | null;
  /** What the compiler or the interpreter said. */
  messages: string;
  /** What a linter says that the task wants silent, or ''. */
  complaints: string;
}

export interface Covered {
  /** Line and how often it ran; a line without statements is missing. */
  lines: Record<number, number>;
  covered: number;
  statements: number;
  /** The answer's own tests pass on its own code. */
  passed: boolean;
  messages: string;
}

/** Runs the answer's tests against a reference in which one fault may be switched on by an opaque key. */
export interface ReferenceTests {
  /** Null where the tests cannot even be built against the API. */
  run: ((key: string) => Promise<boolean>) | null;
  messages: string;
}

/** The reference with all faults in it, and the text that switches them: both are different every time. */
export interface FaultyReference {
  source: string;
}

/** One language: how its programs are built and run. All of it happens in the workplace's sandbox. */
export interface Runner {
  language: Language;
  build(place: Workplace, files: AnswerFiles, driver: string): Promise<Built>;
  coverage(place: Workplace, files: AnswerFiles): Promise<Covered>;
  referenceTests(place: Workplace, files: AnswerFiles, reference: FaultyReference): Promise<ReferenceTests>;
  /** Why tests cannot be trusted to be measured from within their own process, or null. */
  refusal(files: AnswerFiles): string | null;
  /** The code of the function that tells whether a fault is on, given its keys. */
  switchCode(keys: readonly { key: string; fault: number }[]): string;
  /** How a place asks whether fault `n` is on. */
  switchCall(n: number): string;
}

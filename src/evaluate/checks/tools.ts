import { said, SaidError } from '../../l10n/said';
/** What of a check takes megabytes of tables; reading a suite needs none of it. */
export interface Tools {
  /** ISO 639-1 code of the likeliest language, empty where none is; scores by code, and whether it is told reliably. */
  detectLanguage: (text: string) => { language: string; scores: Record<string, number>; reliable: boolean };
  /** See syntax.ts. */
  syntaxMistake: (code: string, language: string) => { line: number } | 'unknown' | null;
}

let current: Tools | null = null;

export function useTools(tools: Tools): void {
  current = tools;
}

/** Throws where the engine was not loaded by its index. */
export function toolsInUse(): Tools {
  if (!current) throw new SaidError(said`The checks were used without their tools: import evaluate/checks.`);
  return current;
}

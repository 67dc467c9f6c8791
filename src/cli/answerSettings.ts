import type { Language } from '../evaluate/model';
import { defaultLimits, type Limits } from '../playground';

/** What the settings say of answers; what is no such setting is as if it were not there. */
export function answerSettings(settings: Record<string, unknown>): {
  limits: Limits;
  reasoningTags: [string, string][];
  codeLanguage: Language;
} {
  const most = (key: string, otherwise: number, unit = 1): number => {
    const value = settings[key];
    return typeof value === 'number' && value >= 1 ? value * unit : otherwise;
  };
  const pairs = settings['llp.conduct.reasoningTags'];
  const isPair = (pair: unknown): pair is [string, string] =>
    Array.isArray(pair) && pair.length === 2 && pair.every((tag) => typeof tag === 'string');
  return {
    limits: {
      answerCharacters: most('llp.conduct.maxAnswerCharacters', defaultLimits.answerCharacters),
      logBytes: most('llp.conduct.maxLogMegabytes', defaultLimits.logBytes, 1_048_576),
      allLogBytes: most('llp.logs.maxMegabytes', defaultLimits.allLogBytes, 1_048_576),
    },
    codeLanguage: languageOf(settings['llp.evaluate.language']) ?? 'go',
    reasoningTags: Array.isArray(pairs) ? pairs.filter(isPair) : [],
  };
}

/** Null for what is none of the evaluator's languages. */
export function languageOf(value: unknown): Language | null {
  return codeLanguages.find((language) => language === value) ?? null;
}

export const codeLanguages: readonly Language[] = ['go', 'rust', 'python', 'typescript'];

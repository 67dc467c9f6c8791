import type { ItemVerdicts } from '../model/check';
import { coreText } from './coreText';

/** Verdicts with their evidence in the person's language, where it is one of the core's sentences. */
export function inPersonsLanguage(items: readonly ItemVerdicts[]): ItemVerdicts[] {
  return items.map((item) => ({
    ...item,
    verdicts: item.verdicts.map((verdict) => ({ ...verdict, evidence: coreText(verdict.evidence) })),
  }));
}

import templates from '../../../src/l10n/coreSentences.json';
import { translateSentence } from '../../../src/l10n/translateSentence';
import { fill } from '../../../src/ui/strings';

/** Stands for a language: what is translated is in capitals. */
export function inCapitals(sentence: string): string {
  return translateSentence(sentence, templates, (template, ...values) => fill(template.toUpperCase(), ...values));
}

import templates from './coreSentences.json';
import { translateSentence, type Translate } from './translateSentence';

/** A sentence of the core in the person's language; one that the core does not say stays as it is. */
export function translateKnown(sentence: string, translate: Translate): string {
  return translateSentence(sentence, templates, translate);
}

import { Formats, languageTag } from '../l10n/formats';
import { exportStrings, type ExportStrings } from './strings';

/** The language of an export: its tag (BCP 47) and all texts in it. */
export interface ExportLanguage {
  tag: string;
  strings: ExportStrings;
}

/** What an export for people to read is written with. */
export interface Words {
  strings: ExportStrings;
  formats: Formats;
}

/** English where no language is given: the core and the command line know no other. */
export function wordsOf(language: ExportLanguage = { tag: 'en', strings: exportStrings }): Words {
  return { strings: language.strings, formats: new Formats(languageTag(language.tag)) };
}

export const english = wordsOf();

import { said } from '../../l10n/said';
import { encodingOf } from '../encoding';
import { ImportRefused } from './imported';

/**
 * The text of a file, without its mark: UTF-8, or UTF-16 as Excel and PowerShell write it. Older code pages are refused
 * with a way out, as a guess would change letters silently.
 */
export function decodeText(bytes: Uint8Array, name: string): string {
  const encoding = encodingOf(bytes);
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new ImportRefused(
      name,
      null,
      encoding === 'utf-8'
        ? said`the file is not UTF-8 text. Save it as UTF-8 (in Excel: Save as, “CSV UTF-8”) and import it again.`
        : said`the file is damaged: it begins as UTF-16 text and goes on as something else.`,
    );
  }
}

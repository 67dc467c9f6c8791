import { said, SaidError } from '../../l10n/said';
const allowed = ['http:', 'https:', 'mailto:'];

/**
 * An address as the program that opens it understands it, in plain ASCII: a host in letters that look like others shows
 * as what it is, and so does a slash in a name before the host. Throws a sentence for what is not opened at all.
 */
export function plainAddress(address: string): string {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    throw new SaidError(said`This is no address that can be opened.`);
  }
  if (!allowed.includes(url.protocol)) throw new SaidError(said`Addresses with “${url.protocol}” are not opened.`);
  return url.href;
}

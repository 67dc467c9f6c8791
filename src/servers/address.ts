import { said } from '../l10n/said';
import { ServerError } from '../model/server';

/** Paths that people paste along with the base URL; the adapters add their own. */
const knownPaths = /\/(?:v1|api|api\/v0|api\/v1)(?:\/(?:models|chat|chat\/completions|completions))?$/;

/**
 * The base URL of a server: scheme added where it is missing, `/v1` and trailing slashes removed.
 * Throws ServerError `wrong-address` with a sentence for anything that is no http(s) address.
 */
export function normalizeServerUrl(address: string): string {
  const trimmed = address.trim();
  if (trimmed === '')
    throw new ServerError('wrong-address', said`The server address is empty. Enter one such as http://127.0.0.1:1234.`);
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `http://${trimmed}`;
  let url: URL;
  try {
    url = new URL(withScheme);
  } catch {
    throw new ServerError(
      'wrong-address',
      said`"${trimmed}" is no server address. Enter one such as http://127.0.0.1:1234.`,
    );
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    const scheme = url.protocol.slice(0, -1);
    throw new ServerError(
      'wrong-address',
      said`"${trimmed}" begins with ${scheme}://, but a server address begins with http:// or https://.`,
    );
  }
  if (url.username !== '' || url.password !== '') {
    throw new ServerError(
      'wrong-address',
      said`The server address holds a user name or password. Remove it and set an API key instead.`,
    );
  }
  let path = url.pathname.replace(/\/+$/, '').replace(knownPaths, '').replace(/\/+$/, '');
  if (path === '/') path = '';
  return `${url.protocol}//${url.host}${path}`;
}

/** `host:port` for messages: what a person recognises of an address. */
export function hostOf(url: string): string {
  return new URL(url).host;
}

import type { Gist } from '../exchange/public/gist';
import { said, SaidError, type Said } from '../l10n/said';

export const githubApi = 'https://api.github.com';
const patienceMs = 60_000;

/**
 * Makes a gist. Throws a sentence where GitHub refuses: signed out, rate limit (and when it ends), too large, down.
 * `api` is another address in tests only.
 */
export async function createGist(
  gist: Gist,
  {
    token,
    isPublic,
    api = githubApi,
    signal,
  }: { token: string; isPublic: boolean; api?: string; signal?: AbortSignal },
): Promise<string> {
  const files = Object.fromEntries(gist.files.map(({ name, text }) => [name, { content: text }]));
  const limits = [AbortSignal.timeout(patienceMs), ...(signal ? [signal] : [])];
  const response = await fetch(`${api}/gists`, {
    method: 'POST',
    headers: {
      accept: 'application/vnd.github+json',
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'user-agent': 'local-llm-playground',
      'x-github-api-version': '2022-11-28',
    },
    body: JSON.stringify({ description: gist.description, public: isPublic, files }),
    redirect: 'error',
    signal: AbortSignal.any(limits),
  }).catch((error: unknown) => {
    if (signal?.aborted) throw error;
    throw new SaidError(said`GitHub could not be reached, so nothing was published; try again later.`, {
      cause: error,
    });
  });
  if (response.status === 201) {
    const made = (await response.json().catch(() => null)) as { html_url?: unknown } | null;
    if (typeof made?.html_url === 'string' && /^https:\/\/[\w.-]+\/\S+$/.test(made.html_url)) return made.html_url;
    throw new SaidError(said`GitHub made the gist but did not say where; look among your gists.`);
  }
  await response.body?.cancel();
  throw new SaidError(refusal(response));
}

function refusal({ status, headers }: Response): Said {
  const wait = Number(headers.get('retry-after'));
  const reset = Number(headers.get('x-ratelimit-reset'));
  const isLimited = status === 429 || (status === 403 && (wait > 0 || headers.get('x-ratelimit-remaining') === '0'));
  if (isLimited) {
    const until = wait > 0 ? Date.now() + wait * 1000 : reset > 0 ? reset * 1000 : Date.now() + 60_000;
    return said`GitHub takes no more for now; try again after ${new Date(until).toISOString().slice(11, 16)} UTC.`;
  }
  if (status === 401) return said`GitHub does not accept the sign-in any more; sign in again.`;
  if (status === 403 || status === 404)
    return said`GitHub does not let this account make gists; sign in with the scope “gist”.`;
  if (status === 413 || status === 422)
    return said`GitHub did not take the logs, as they are too large or too many; publish fewer at once.`;
  return said`GitHub answered with status ${status}, so nothing was published; try again later.`;
}

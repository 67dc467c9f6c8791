import { said, SaidError } from '../../../l10n/said';
/**
 * What LiveBench's script can take. It puts its arguments into a line for bash without quoting any, and names files after
 * the model's display name, so that a blank breaks the command, a slash makes a folder in which nothing is graded, and
 * `$(…)` would be carried out.
 */
const word = /^[A-Za-z0-9][A-Za-z0-9@#%+=:._,/-]*$/;
const fileWord = /^[A-Za-z0-9][A-Za-z0-9@#%+=._,-]*$/;
/** With its ending and beside what file systems allow. */
const longest = 200;

/** A name that LiveBench takes, as near as can be to the given one; `google/gemma 3` becomes `google_gemma_3`. */
export function livebenchName(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9@#%+=._,-]+/g, '_')
    .replace(/^[^A-Za-z0-9]+/, '')
    .slice(0, longest)
    .replace(/[._]+$/, '');
  return plain === '' ? 'model' : plain;
}

/** Throws a sentence with a suggestion where LiveBench cannot take a display name. */
export function requireDisplayName(name: string): void {
  if (fileWord.test(name) && name.length <= longest && !name.endsWith('.')) return;
  throw new SaidError(
    said`LiveBench cannot take the name “${name}”: only letters, digits and @ # % + = . _ , - go through its command line and into its file names. Use “${livebenchName(name)}”.`,
  );
}

/** Throws a sentence where the model's id would not reach the script as it is. */
export function requireModelId(id: string): void {
  if (word.test(id) && id.length <= longest) return;
  throw new SaidError(
    said`LiveBench cannot take the model id “${id}”, as its script puts it into a shell line as it is. Load the model under another id, such as “${livebenchName(id)}”.`,
  );
}

/** Throws a sentence where a bench's path is none, e.g. `live_bench/reasoning` or `live_bench/math/olympiad`. */
export function requireBench(bench: string): void {
  if (/^live_bench(?:\/[a-z0-9_]+){0,2}$/.test(bench)) return;
  throw new SaidError(said`“${bench}” is no bench of LiveBench; write it like live_bench or live_bench/reasoning.`);
}

/** Throws a sentence where the address or the key would not go through the shell line unchanged. */
export function requireShellSafe(apiBase: string, key: string): void {
  if (!/^https?:\/\/[A-Za-z0-9.:[\]_/~%-]+$/.test(apiBase))
    throw new SaidError(
      said`LiveBench cannot take the address ${apiBase}, as its script puts it into a shell line as it is.`,
    );
  if (!/^[A-Za-z0-9._~+/=:@%-]+$/.test(key))
    throw new SaidError(
      said`LiveBench’s script puts the API key into a shell line as it is, and this one holds signs that a shell would read. Use a key of letters and digits.`,
    );
}

/** What stands where a secret stood. */
const mark = '***';

/** Keys and tokens by the shapes that their makers gave them, so that scanners know them. */
const shapes = [
  /\bsk-(?:proj-|ant-|or-)?[A-Za-z0-9_-]{20,}/g,
  /\bhf_[A-Za-z0-9]{30,}/g,
  /\bgh[pousr]_[A-Za-z0-9]{36,}/g,
  /\bgithub_pat_\w{22,}/g,
  /\bglpat-[\w-]{20,}/g,
  /\bxox[abeoprs]-[\w-]{10,}/g,
  /\bAKIA[0-9A-Z]{16}\b/g,
  /\bAIza[\w-]{35}/g,
  /\bnpm_[A-Za-z0-9]{36}/g,
  /\bpypi-[\w-]{50,}/g,
  /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/g,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[^-]*(?:-----END [A-Z ]*PRIVATE KEY-----)?/g,
];
const bearer = /\b(bearer\s+)[\w.~+/-]{8,}=*/gi;
/** Up to the last @: a password may hold some. */
const password = /\b([a-z][a-z0-9+.-]{1,20}:\/\/)[^\s/"'<>]{1,200}@/gi;
const parameter = /([?&](?:api[_-]?key|access[_-]?token|token|key|secret|password|sig|signature)=)[^&\s"'<>\\]+/gi;
const header =
  /^((?:proxy-)?authorization|x-api-key|x-admin-key|api-key|cookie|set-cookie)([^\S\r\n]*:[^\S\r\n]?)[^\r\n]*$/gim;
const home = /(\/(?:home|Users)\/|[A-Za-z]:(?:\\{1,2}|\/)Users(?:\\{1,2}|\/))[^/\\\s"'<>:]+/g;

/** A name of an environment variable that holds something secret. */
const secretName = /key|token|secret|passw|credential/i;

/** Values of the environment that are secrets by their names. */
export function secretsOf(environment: Record<string, string | undefined>): string[] {
  return Object.entries(environment).flatMap(([name, value]) =>
    secretName.test(name) && value !== undefined && value.length >= 8 && /[^\d./:]/.test(value) && !/^[/~]/.test(value)
      ? [value]
      : [],
  );
}

/** Masks keys, tokens and passwords, in headers, URLs and anywhere else, and values that are known to be secret. */
export function redact(text: string, known: readonly string[] = []): string {
  let masked = text
    .replace(header, `$1$2${mark}`)
    .replace(bearer, `$1${mark}`)
    .replace(password, `$1${mark}@`)
    .replace(parameter, `$1${mark}`);
  for (const shape of shapes) masked = masked.replace(shape, mark);
  for (const secret of known) masked = masked.replaceAll(secret, mark);
  return masked;
}

/** The same, and the names of people in paths of their homes: for what others will read. */
export function redactForOthers(text: string, known: readonly string[] = []): string {
  return redact(text, known).replace(home, `$1${mark}`);
}

/** Whether a text holds what `redact` would mask. */
export function holdsSecret(text: string, known: readonly string[] = []): boolean {
  return redact(text, known) !== text;
}

/** Stands between two identifiers, so that no phrase reaches from one into the next. */
const between = ' \ue000 ';
const hump = /[a-z0-9][A-Z]|[A-Z][A-Z][a-z]/g;
const inner = /[a-z0-9](?=[A-Z])|[A-Z](?=[A-Z][a-z])/g;
/** Longer ones are encoded data, not names. */
const longest = 64;

/** The parts of the camelCase identifiers in a text, each identifier once: `getUserName` → `get User Name`. */
export function identifierParts(text: string): string {
  const found = new Set<string>();
  hump.lastIndex = 0;
  for (let match = hump.exec(text); match; match = hump.exec(text)) {
    // By hand from the hump outwards: one pattern for whole identifiers would be quadratic on long hostile words.
    let start = match.index;
    while (start > 0 && match.index - start <= longest && isWordCode(text.charCodeAt(start - 1))) start--;
    let end = match.index + 1;
    while (end < text.length && isWordCode(text.charCodeAt(end))) end++;
    hump.lastIndex = end;
    if (end - start <= longest) found.add(text.slice(start, end));
  }
  return [...found].map((identifier) => between + splitIdentifier(identifier)).join('');
}

export function splitIdentifier(identifier: string): string {
  return identifier.replace(inner, '$& ');
}

function isWordCode(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57);
}

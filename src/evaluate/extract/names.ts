/** A file's name with an extension of one of the languages, or of a file that has no place here. */
const fileName =
  /(?:[\w.-]+[/\\])*([\w.-]+\.(?:go|rs|py|ts|mts|js|mjs|toml|mod|sum|json|c|cc|cpp|h|hpp|sh|yml|yaml|cfg|ini|txt|md))\b/i;

/** The name in a fence's info string: `go shelf.go`, `go:shelf.go`, `go title="shelf.go"`, `shelf.go`. */
export function nameInInfo(info: string): string | null {
  return fileName.exec(info)?.[1] ?? null;
}

/** The name on the line above a block: bare, in bold, in backticks, in a heading, with `File:` before or a colon behind. */
export function nameAbove(line: string): string | null {
  const bare = line
    .replace(/^(?:[#>\-*\s]|\d+[.)])+/, '')
    .replace(/[*_`"'“”]/g, (sign) => (sign === '_' ? '_' : ''))
    .replace(/^(?:file(?:name)?|datei|tập tin|the file|create|and|then|next)\b\s*:?\s*/i, '')
    .trimEnd()
    .replace(/:$/, '')
    .trimEnd()
    .replace(/\([^)]*\)$/, '')
    .trim();
  const found = fileName.exec(bare);
  if (!found?.[1]) return null;
  // A sentence that mentions a file names the block only where it ends in a colon or is about little else.
  const rest = bare.replace(found[0], '').trim();
  return rest === '' || /:\s*\**$/.test(line) || rest.split(/\s+/).length <= 4 ? found[1] : null;
}

const comment =
  /^\s*(?:\/\/+(?!\/)|\/\*+|#+|<!--)\s*(?:file(?:name)?\s*:\s*)?([\w./\\-]+\.\w+)\s*(?:(?:\*\/|-->)\s*)?$/i;

/** The name in a comment that stands alone in its line. */
export function nameInComment(line: string): string | null {
  const path = comment.exec(line)?.[1];
  return path === undefined ? null : (fileName.exec(path)?.[1] ?? null);
}

import type { Change } from './text';

const paths =
  'bytes bufio cmp errors fmt maps math reflect regexp slices sort strconv strings sync testing time unicode unicode/utf8';
/** By the name they have in code. */
const packages = new Map(paths.split(' ').map((path) => [path.replace(/^.*\//, ''), path]));

/** Go's compiler and vet say what is wrong in a form that has held for years; only these messages are acted on. */
export function adjustGo(change: Change, file: string, messages: string): void {
  const isTest = file.endsWith('_test.go');
  packageLine(change, isTest);
  const own = messages
    .split('\n')
    .filter((line) => line.includes(`${file}:`))
    .join('\n');
  for (const [, path = ''] of own.matchAll(/"([\w/.]+)" imported(?: as \w+)? and not used/g))
    removeImport(change, path);
  for (const [, name = ''] of own.matchAll(/undefined: (\w+)/g)) addImport(change, name);
  for (const [, at, name = ''] of own.matchAll(/:(\d+):\d+: declared and not used: (\w+)/g))
    useVariable(change, Number(at), name);
}

function packageLine(change: Change, isTest: boolean): void {
  const found = /^package[ \t]+(\w+)/m.exec(change.text);
  if (found && (found[1] === 'shelf' || (isTest && found[1] === 'shelf_test'))) return;
  change.text = found ? change.text.replace(found[0], 'package shelf') : `package shelf\n\n${change.text}`;
  change.what.push('the package line is right');
}

function removeImport(change: Change, path: string): void {
  const line = new RegExp(
    `^[ \\t]*(?:import[ \\t]+)?(?:[\\w.]+[ \\t]+)?"${path.replaceAll('.', '\\.')}"[ \\t]*\\n`,
    'm',
  );
  const after = change.text.replace(line, '');
  if (after === change.text) return;
  change.text = after.replace(/^import[ \t]*\(\s*\)[ \t]*\n/m, '');
  change.what.push(`the import of “${path}” that is not used is taken away`);
}

function addImport(change: Change, name: string): void {
  const path = packages.get(name);
  if (path === undefined || change.text.includes(`"${path}"`) || !new RegExp(`\\b${name}\\.[A-Z]`).test(change.text))
    return;
  change.text = /^import[ \t]*\(/m.test(change.text)
    ? change.text.replace(/^import[ \t]*\(/m, `import (\n\t"${path}"`)
    : change.text.replace(/^(package[^\n]*\n)/m, `$1\nimport "${path}"\n`);
  change.what.push(`“${path}” is imported`);
}

function useVariable(change: Change, line: number, name: string): void {
  const lines = change.text.split('\n');
  const text = lines[line - 1];
  if (text === undefined || !new RegExp(`\\b${name}\\b`).test(text) || /[{(,]\s*$/.test(text)) return;
  lines[line - 1] = `${text}; _ = ${name}`;
  change.text = lines.join('\n');
  change.what.push(`the variable “${name}” that is not used is used`);
}

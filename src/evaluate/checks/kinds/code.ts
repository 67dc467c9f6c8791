import { said } from '../../../l10n/said';
import { languageNamed, isLanguage } from '../codeLanguages';
import type { Kind } from '../kind';
import { CheckMistake } from '../mistake';
import { rangeText, requireRange, within } from '../range';
import { unknown, verdictOf } from '../scoped';
import { tokensOf } from '../tokens';
import { toolsInUse } from '../tools';

/** A path below the suite's folder; throws a `CheckMistake` for any other. */
export function safePath(source: string): string {
  const [token, ...rest] = tokensOf(source);
  const path = (token?.alternatives[0]?.text ?? '').replaceAll('\\', '/');
  const parts = path.split('/');
  if (
    rest.length > 0 ||
    path === '' ||
    /^[a-z]:|[\0:]/i.test(path) ||
    parts.some((part) => part === '' || part === '..' || part === '.')
  )
    throw new CheckMistake(
      said`“${source}” must be a file below the suite’s folder, e.g. checks/join_test.c.`,
      source === '' ? null : source,
    );
  return path;
}

export const codeKind: Kind = {
  name: 'code',
  usage: 'LANGUAGE [RANGE]',
  summary:
    'So many fenced blocks of that language, and each parses (C, C++, Go, Java, JavaScript, JSON, Python, Rust, TypeScript, YAML); by default one or more.',
  example: '3 code python 1',
  prepare: (source) => {
    const [name, count, ...rest] = tokensOf(source);
    if (!name || rest.length > 0)
      throw new CheckMistake(said`“code” takes a language and how many blocks, e.g. \`code python 1\`.`, source);
    const range = count ? requireRange(count.raw) : { low: 1, high: Infinity };
    const language = languageNamed(name.raw);
    return (text) => {
      const fences = text.doc.fences.filter((fence) => name.raw === '*' || isLanguage(fence.language, language));
      if (!within(fences.length, range)) {
        const untagged = text.doc.fences.some((fence) => fence.language === '');
        const [found, wanted] = [fences.length, rangeText(range)];
        return untagged && fences.length < range.low && name.raw !== '*'
          ? unknown(`${found} blocks of ${name.raw}, others have no language; wanted: ${wanted}.`)
          : verdictOf(false, `${found} blocks of ${name.raw}; wanted: ${wanted}.`);
      }
      for (const fence of fences) {
        const mistake = toolsInUse().syntaxMistake(fence.content, languageNamed(fence.language));
        if (mistake === 'unknown')
          return unknown(`${fences.length} blocks of ${name.raw}; whether they parse cannot be told here.`);
        if (mistake)
          return verdictOf(false, 'A block does not parse here.', text.lineAt(fence.contentStart) + mistake.line);
      }
      return verdictOf(true, `${fences.length} blocks of ${name.raw}.`);
    };
  },
};

export const runKind: Kind = {
  name: 'run',
  usage: 'FILE',
  summary:
    'The check file, put beside the code in scope, runs in the sandbox and ends well; it needs consent and a trusted workspace.',
  example: '10 run checks/join_test.c in code c 1',
  prepare: (source) => {
    const file = safePath(source);
    return (text, { ports, check }) => {
      const language = /\bcode\s+([^\s\d]\S*)/.exec(check.scope ?? '')?.[1] ?? null;
      return ports.run?.(file, text.text, language) ?? unknown(`${file} has not been run.`);
    };
  },
};

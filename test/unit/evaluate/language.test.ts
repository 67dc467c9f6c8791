import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { languageFiles } from '../../../src/evaluate/extract/languages';
import { ofMarkdown } from '../../../src/playground/submission';
import { SuiteSet, taskFile } from '../../../src/playground/suiteSet';

const bundled = join(import.meta.dirname, '..', '..', '..', 'suites');

async function suitesIn(language: 'go' | 'rust' | 'python' | 'typescript'): Promise<SuiteSet> {
  const suites = new SuiteSet(null, bundled, language);
  await suites.load();
  return suites;
}

describe.each(['rust', 'python', 'typescript'] as const)('the task in %s', (language) => {
  it('is the same prompt in another version, with the same points and checks', async () => {
    const [go, other] = [await suitesIn('go'), await suitesIn(language)];
    const [first, second] = [go.prompt('swe/swe-shelf'), other.prompt('swe/swe-shelf')];
    expect(other.current.problems).toEqual(go.current.problems);
    expect(second?.hash).not.toBe(first?.hash);
    const rubric = (prompt: typeof first) => prompt?.rubric.map(({ id, points, checks }) => ({ id, points, checks }));
    expect(rubric(second)).toEqual(rubric(first));
    const points = (suites: SuiteSet) => suites.categories.map(({ id, points }) => [id, points]);
    expect(points(other)).toEqual(points(go));
  });

  it('asks for the files that are evaluated, and says nothing of Go', async () => {
    const text = (await suitesIn(language)).prompt('swe-shelf')?.text ?? '';
    const { code, test } = languageFiles[language];
    expect(text).toContain(`\`${code}\` and \`${test}\``);
    const file = readFileSync(taskFile(bundled, language), 'utf8');
    expect(file).not.toMatch(
      /\bGo\b|\bgo vet\b|\bnil\b|package shelf|\bErr(?:Syntax|DuplicateKey|Unterminated)\b|float64|rune/,
    );
  });

  it('has the rules of the text and of queries word for word', async () => {
    const rules = async (which: 'go' | typeof language): Promise<string> => {
      const text = (await suitesIn(which)).prompt('swe-shelf')?.text ?? '';
      const from = text.indexOf('**Text.**');
      // What the languages call things differs, and nothing else.
      return text
        .slice(from, text.indexOf('**Answer.**'))
        .replace(/`?\b(?:Err)?(?:DuplicateKey|duplicate key)\b`?/g, 'DUPLICATE')
        .replace(/`?"?\b(?:ErrSyntax|Syntax|syntax error)\b"?`?/g, 'SYNTAX')
        .replace(/`?"?\b(?:ErrUnterminated|Unterminated|unterminated string)\b"?`?/g, 'UNTERMINATED')
        .replace(/`?"?DUPLICATE"?`?/g, 'DUPLICATE')
        .replace(/`(?:Match|matches|match)`/g, 'MATCH')
        .replace(/`(?:Run|run|Line|line|Pos|pos|Parse|parse|Compile|compile)`/g, (name) => name.toLowerCase())
        .replace(/an empty result (?:may be nil|is an empty (?:list|array))/, 'EMPTY')
        .replace(/as (?:float64|f64|float|numbers)\b/, 'NUMBERS')
        .replace(/neither the (?:slice|list|array)/, 'neither the LIST');
    };
    expect(await rules(language)).toBe(await rules('go'));
  });
});

it('of an answer with code in two languages only the wanted one is taken', () => {
  const text = '```go\npackage shelf\nfunc Parse() {}\n```\n\n```python\ndef parse(text):\n    return []\n```\n';
  expect([...ofMarkdown('bot', text, 'swe-shelf', null, 'python').files.keys()]).toEqual(['shelf.py']);
  expect([...ofMarkdown('bot', text, 'swe-shelf', null, 'go').files.keys()]).toEqual(['shelf.go']);
});

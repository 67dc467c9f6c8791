import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adjustFiles } from '../../../src/evaluate/adjust/adjust';
import { changedLines } from '../../../src/evaluate/adjust/difference';

const adjust = (
  text: string,
  messages = '',
  language: 'go' | 'rust' | 'python' | 'typescript' = 'go',
  name = 'shelf.go',
) => adjustFiles(language, new Map([[name, text]]), messages);

describe('a minor adjustment', () => {
  it('mends the package line, an import that is missing or not used, a stray fence and the end', () => {
    const text =
      '```go\npackage main\n\nimport (\n\t"os"\n)\n\nfunc Parse(text string) string {\n\treturn strings.ToUpper(text)\n```\n';
    const said = './shelf.go:5:2: "os" imported and not used\n./shelf.go:9:9: undefined: strings\n';
    const adjusted = adjust(text, said);
    expect(adjusted?.files.get('shelf.go')).toBe(
      'package shelf\n\nimport "strings"\n\n\nfunc Parse(text string) string {\n\treturn strings.ToUpper(text)\n}\n',
    );
    expect(adjusted?.changes[0]?.what).toHaveLength(5);
    expect(adjusted?.changes[0]?.before).toBe(text);
  });

  it('uses a variable that was only declared', () => {
    const text = 'package shelf\n\nfunc f() {\n\tx := 1\n}\n';
    expect(adjust(text, './shelf.go:4:2: declared and not used: x')?.files.get('shelf.go')).toContain('x := 1; _ = x');
  });

  it('leaves alone what needs thought, and brackets in strings', () => {
    expect(
      adjust(
        'package shelf\n\nfunc Parse() int {\n\treturn undefinedThing("{")\n}\n',
        './shelf.go:4:9: undefined: undefinedThing',
      ),
    ).toBeNull();
    expect(adjust("package shelf\n\nvar r = '{' // {\nvar s = `{{`\n")).toBeNull();
    // Cut off in the middle of an expression.
    expect(adjust('package shelf\n\nfunc f() {\n\tg(1, h(2\n')).toBeNull();
  });

  it('knows imports of the other languages', () => {
    expect(adjust('def f():\n    return re.compile("x")\n', '', 'python', 'shelf.py')?.files.get('shelf.py')).toMatch(
      /^import re\n/,
    );
    const said = 'error[E0433]: failed to resolve: use of undeclared type `HashMap`';
    expect(
      adjust('fn f() -> HashMap<u8, u8> { HashMap::new() }\n', said, 'rust', 'shelf.rs')?.files.get('shelf.rs'),
    ).toMatch(/^use std::collections::HashMap;\n/);
    expect(
      adjust("import { parse } from './shelf';\n", '', 'typescript', 'shelf_test.ts')?.files.get('shelf_test.ts'),
    ).toContain("'./shelf.ts'");
  });
});

describe('what an adjustment changed', () => {
  it('is shown line by line', () => {
    expect(changedLines('a\nb\nc\n', 'a\nc\n')).toEqual(['- 2: b']);
    expect(changedLines('package x\n\ncode\n', 'package shelf\n\nimport "fmt"\ncode\n')).toEqual([
      '- 1: package x',
      '- 2: ',
      '+ 1: package shelf',
      '+ 2: ',
      '+ 3: import "fmt"',
    ]);
    expect(changedLines('same', 'same')).toEqual([]);
  });

  it('makes of the one text the other', () => {
    const text = fc.array(fc.constantFrom('a', 'b', '', 'c'), { maxLength: 12 });
    fc.assert(
      fc.property(text, text, (old, now) => {
        const lines = changedLines(old.join('\n'), now.join('\n'));
        const gone = lines.filter((line) => line.startsWith('-')).length;
        const come = lines.filter((line) => line.startsWith('+')).length;
        expect(Math.max(1, old.length) - gone).toBe(Math.max(1, now.length) - come);
      }),
    );
  });
});

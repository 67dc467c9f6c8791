import type { Language } from '../model';

export interface LanguageFiles {
  code: string;
  test: string;
  /** Other names of the two. */
  aliases: Record<string, 'code' | 'test'>;
  /** Words of an info string. */
  fences: string[];
  extension: string;
  /** It defines what the task asks for: then it is the code, whatever else is in it. */
  hasApi: (content: string) => boolean;
  isTest: (content: string) => boolean;
  isCode: (content: string) => boolean;
  /** Further files of the package that are taken too. */
  more: RegExp | null;
}

/** Where each language's two files go, and how they are told from other blocks. */
export const languageFiles: Record<Language, LanguageFiles> = {
  go: {
    code: 'shelf.go',
    test: 'shelf_test.go',
    aliases: { 'main.go': 'code', 'package.go': 'code', 'test.go': 'test' },
    fences: ['go', 'golang'],
    extension: '.go',
    hasApi: (content) => /^func\s+Parse\s*\(/m.test(content),
    isTest: (content) => /^func\s+(?:Test|Benchmark|Fuzz|Example)\w*\s*\(/m.test(content),
    isCode: (content) => /^func\s+Parse\b/m.test(content) || /^\s*package\s+\w+/m.test(content),
    more: /^[a-z][a-z0-9_]{0,40}\.go$/,
  },
  rust: {
    code: 'shelf.rs',
    test: 'shelf_test.rs',
    aliases: { 'lib.rs': 'code', 'test.rs': 'test', 'tests.rs': 'test' },
    fences: ['rust', 'rs'],
    extension: '.rs',
    hasApi: (content) => /^\s*pub\s+fn\s+parse\b/m.test(content),
    isTest: (content) => /#\[test\]/.test(content),
    isCode: (content) => /\bfn\s+\w+/.test(content),
    more: null,
  },
  python: {
    code: 'shelf.py',
    test: 'shelf_test.py',
    aliases: { 'test_shelf.py': 'test', '__init__.py': 'code', 'test.py': 'test', 'tests.py': 'test' },
    fences: ['python', 'py', 'python3'],
    extension: '.py',
    hasApi: (content) => /^def\s+parse\s*\(/m.test(content),
    isTest: (content) => /^(?:async\s+)?def\s+test\w*\s*\(/m.test(content) || /unittest\.TestCase/.test(content),
    isCode: (content) => /^(?:def|class)\s+\w+/m.test(content),
    more: null,
  },
  typescript: {
    code: 'shelf.ts',
    test: 'shelf_test.ts',
    aliases: { 'shelf.test.ts': 'test', 'index.ts': 'code', 'test.ts': 'test', 'shelf.spec.ts': 'test' },
    fences: ['typescript', 'ts', 'mts'],
    extension: '.ts',
    hasApi: (content) => /^export\s+(?:async\s+)?(?:function\s+parse|const\s+parse)\b/m.test(content),
    isTest: (content) => /from\s+['"]node:test['"]/.test(content),
    isCode: (content) => /\bexport\b/.test(content),
    more: null,
  },
};

export function languageOfName(name: string): Language | null {
  const found = Object.entries(languageFiles).find(([, { extension }]) => name.toLowerCase().endsWith(extension));
  return found ? (found[0] as Language) : null;
}

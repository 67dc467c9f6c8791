import js from '@eslint/js';
import regexp from 'eslint-plugin-regexp';
import tseslint from 'typescript-eslint';
import { house } from './scripts/lib/house/eslintRule.mjs';

/** What the edges must not do with the core, however they came by it. */
const facade = [
  { selector: 'ExportDefaultDeclaration', message: 'Name what is exported.' },
  {
    selector:
      'MemberExpression[property.name="store"]:not([object.property.name="secrets"], [object.type="ThisExpression"])',
    message: 'Read through `playground.read`, write through `bots`, `answers`, `scoring`, `remarks` and `tournaments`.',
  },
  {
    selector: 'ObjectPattern > Property[key.name="store"]',
    message: 'Read through `playground.read`, write through `bots`, `answers`, `scoring`, `remarks` and `tournaments`.',
  },
  {
    selector:
      'CallExpression[callee.property.name="notify"]:not([callee.object.name="rpc"], [callee.object.property.name="rpc"])',
    message: 'What writes tells the views: write through the parts of the playground.',
  },
];

/** An error whose words would have to be recognised to be translated. */
const plainErrors = [
  {
    selector: 'NewExpression[callee.name="Error"][arguments.length>0]',
    message:
      'Throw a `SaidError` of said`…`, or an error of its own that extends it: people read it in their language.',
  },
  {
    selector: 'ClassDeclaration[superClass.name="Error"]:has(ClassBody > MethodDefinition[kind="constructor"])',
    message: 'Extend `SaidError`: people read it in their language.',
  },
];

export default tseslint.config(
  {
    ignores: [
      'dist/**',
      'dist-test/**',
      'node_modules/**',
      'test/host/node_modules/**',
      'test/fixtures/**',
      // Runs in the sandbox beside an answer, of which nothing is here.
      'evaluate/**/driver.ts',
      'media/**',
      '.sample-workspace/**',
      'test/e2e/out/**',
      'test/real/env/**',
      'test/real/board/**',
    ],
  },
  js.configs.recommended,
  {
    files: ['**/*.mjs', '**/*.cjs', '**/*.js'],
    languageOptions: {
      globals: Object.fromEntries(
        [
          'process',
          'console',
          'URL',
          'setTimeout',
          'clearTimeout',
          'setInterval',
          'clearInterval',
          'Buffer',
          'fetch',
          'AbortController',
          'AbortSignal',
          'module',
          'require',
          'exports',
          '__dirname',
          'performance',
          'setImmediate',
          'encodeURIComponent',
          'document',
          'window',
        ].map((name) => [name, 'readonly']),
      ),
    },
  },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      'no-restricted-syntax': ['error', { selector: 'ExportDefaultDeclaration', message: 'Name what is exported.' }],
      // Control characters are what several of our checks look for.
      'no-control-regex': 'off',
      'max-lines': ['error', { max: 350, skipBlankLines: true, skipComments: true }],
      eqeqeq: 'error',
    },
  },
  {
    // What is matched comes from models, servers and other people's files: no pattern may take more than linear steps
    // because parts of it can take the same characters.
    files: ['src/**/*.{ts,tsx}', 'scripts/**/*.mjs'],
    plugins: { regexp },
    rules: { 'regexp/no-super-linear-backtracking': 'error' },
  },
  {
    // What the core throws is read by people, in their language. Faults of ours that nobody can reach are RangeErrors.
    files: ['src/**/*.{ts,tsx}'],
    ignores: ['src/{edge,features,ui,report,cli,practice,l10n}/**'],
    rules: {
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Name what is exported.' },
        ...plainErrors,
      ],
    },
  },
  // Ids of commands and what they take are checked by the compiler there.
  {
    files: ['src/edge/**', 'src/features/**', 'src/extension.ts'],
    ignores: ['src/edge/commands.ts', 'src/edge/registerCommands.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...facade,
        {
          selector: 'MemberExpression[property.name=/^(executeCommand|registerCommand|registerTextEditorCommand)$/]',
          message: 'Use `runCommand`, `setContext` and `edge.commands`, which know the commands by their types.',
        },
      ],
    },
  },
  // Otherwise than through its parts nobody writes what the views are not told of.
  { files: ['src/cli/**'], rules: { 'no-restricted-syntax': ['error', ...facade] } },
  {
    files: ['src/edge/commands.ts', 'src/edge/registerCommands.ts'],
    rules: { 'no-restricted-syntax': ['error', ...facade] },
  },
  // Benchmarks hand functions over to pages, where a browser's globals are.
  { files: ['bench/**/*.mjs', 'bench/**/*.cjs'], rules: { 'no-undef': 'off' } },
  { files: ['*.config.mts'], rules: { 'no-restricted-syntax': 'off' } },
  { files: ['src/extension.ts'], rules: { 'max-lines': ['error', { max: 120 }] } },
  // Who may import whom; see docs/architecture.md.
  { files: ['src/**/*.ts', 'src/**/*.tsx'], plugins: { house }, rules: { 'house/walls': 'error' } },
  {
    files: ['test/**'],
    rules: {
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
    },
  },
);

// Bundles: the extension, the command line, and one script for each webview.
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { context, build } from 'esbuild';

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');

const shared = {
  bundle: true,
  minify: production,
  sourcemap: production ? false : 'linked',
  legalComments: 'none',
  logLevel: 'info',
  metafile: true,
};
const node = {
  ...shared,
  platform: 'node',
  target: 'node22',
  format: 'cjs',
  mainFields: ['module', 'main'],
  // `await import()` of a bundle becomes a lazy require: the same in every host.
  supported: { 'dynamic-import': false },
};

/** The OpenAI client is a file of its own, read when the first answer is asked for. */
const openaiApart = {
  name: 'openai-apart',
  setup: ({ onResolve }) => onResolve({ filter: /^openai$/ }, () => ({ path: './openai.js', external: true })),
};
const webviews = existsSync('src/webviews')
  ? readdirSync('src/webviews').filter((name) => existsSync(`src/webviews/${name}/ui/main.tsx`))
  : [];

const builds = [
  { ...node, entryPoints: ['src/extension.ts'], outfile: 'dist/extension.js', external: ['vscode'], plugins: [openaiApart] },
  { ...node, entryPoints: ['src/cli/main.ts'], outfile: 'dist/cli.js', banner: { js: '#!/usr/bin/env node' }, plugins: [openaiApart] },
  { ...node, entryPoints: ['openai'], outfile: 'dist/openai.js' },
  { ...node, entryPoints: ['src/store/search/worker.ts'], outfile: 'dist/searchWorker.js' },
  ...webviews.map((name) => ({
    ...shared,
    platform: 'browser',
    target: 'es2022',
    format: 'iife',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    entryPoints: [`src/webviews/${name}/ui/main.tsx`],
    outfile: `dist/webviews/${name}.js`,
  })),
];

if (production) rmSync('dist', { recursive: true, force: true });
mkdirSync('dist', { recursive: true });
cpSync('node_modules/@vscode/codicons/dist/codicon.css', 'dist/codicon.css');
cpSync('node_modules/@vscode/codicons/dist/codicon.ttf', 'dist/codicon.ttf');

if (watch) {
  for (const options of builds) await (await context(options)).watch();
} else {
  await Promise.all(builds.map((options) => build(options)));
}

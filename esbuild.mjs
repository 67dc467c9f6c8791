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

/** What is large and seldom needed is a file of its own, read when it is first imported. */
const apart = {
  name: 'apart',
  setup: ({ onResolve }) => {
    onResolve({ filter: /^openai$/ }, () => ({ path: './openai.js', external: true }));
    onResolve({ filter: /\/practice\/practiceServer$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './practice.js', external: true } : undefined,
    );
  },
};
const webviews = existsSync('src/webviews')
  ? readdirSync('src/webviews').filter((name) => existsSync(`src/webviews/${name}/ui/main.tsx`))
  : [];

const builds = [
  { ...node, entryPoints: ['src/extension.ts'], outfile: 'dist/extension.js', external: ['vscode'], plugins: [apart] },
  {
    ...node,
    entryPoints: ['src/cli/main.ts'],
    outfile: 'dist/cli.js',
    banner: { js: '#!/usr/bin/env node' },
    plugins: [apart],
  },
  { ...node, entryPoints: ['openai'], outfile: 'dist/openai.js' },
  { ...node, entryPoints: ['src/practice/practiceServer.ts'], outfile: 'dist/practice.js' },
  { ...node, entryPoints: ['src/store/search/worker.ts'], outfile: 'dist/searchWorker.js' },
  { ...node, entryPoints: ['src/exchange/worker/main.ts'], outfile: 'dist/exportWorker.js' },
  // The page of the shareable report and the worker in it; both are put into one HTML file, so no maps.
  {
    ...shared,
    sourcemap: false,
    minify: true,
    platform: 'browser',
    target: 'es2022',
    format: 'iife',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    entryPoints: { app: 'src/report/main.tsx', engine: 'src/report/engine/main.ts' },
    outdir: 'dist/report',
  },
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
cpSync('node_modules/sql.js/dist/sql-wasm-browser.wasm', 'dist/report/sqlite.wasm');
cpSync('node_modules/@vscode/codicons/dist/codicon.css', 'dist/codicon.css');
cpSync('node_modules/@vscode/codicons/dist/codicon.ttf', 'dist/codicon.ttf');

if (watch) {
  for (const options of builds) await (await context(options)).watch();
} else {
  await Promise.all(builds.map((options) => build(options)));
}

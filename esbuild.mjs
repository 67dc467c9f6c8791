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
const node = { ...shared, platform: 'node', target: 'node22', format: 'cjs', mainFields: ['module', 'main'] };
const webviews = existsSync('src/webviews')
  ? readdirSync('src/webviews').filter((name) => existsSync(`src/webviews/${name}/ui/main.tsx`))
  : [];

const builds = [
  { ...node, entryPoints: ['src/extension.ts'], outfile: 'dist/extension.js', external: ['vscode'] },
  { ...node, entryPoints: ['src/cli/main.ts'], outfile: 'dist/cli.js', banner: { js: '#!/usr/bin/env node' } },
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

rmSync('dist', { recursive: true, force: true });
mkdirSync('dist', { recursive: true });
cpSync('node_modules/@vscode/codicons/dist/codicon.css', 'dist/codicon.css');
cpSync('node_modules/@vscode/codicons/dist/codicon.ttf', 'dist/codicon.ttf');

if (watch) {
  for (const options of builds) await (await context(options)).watch();
} else {
  await Promise.all(builds.map((options) => build(options)));
}

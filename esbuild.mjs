// Bundles: the extension, the command line, and one script for each webview.
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { context, build } from 'esbuild';
import { parseArgs } from 'node:util';
import { inParts } from './scripts/lib/inParts.mjs';

const { values } = parseArgs({
  options: {
    production: { type: 'boolean', default: false },
    watch: { type: 'boolean', default: false },
    outdir: { type: 'string', default: 'dist' },
  },
});
const { production, watch, outdir } = values;

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
  // `import()` becomes a lazy require: the same in every host.
  supported: { 'dynamic-import': false },
};

/** What VS Code reads before a command can run; the rest belongs behind an `import()`. */
const mostBytes = { 'extension.js': 465_000 };
const checkSizes = (/** @type {Record<string, number>} */ bytes) => {
  for (const [file, most] of Object.entries(production ? mostBytes : {})) {
    if (bytes[file] > most) throw new Error(`${file} has ${bytes[file]} bytes; ${most} is the most it may have.`);
  }
};

const webviews = readdirSync('src/features').filter((name) => existsSync(`src/features/${name}/ui/main.tsx`));

const builds = [
  inParts(
    {
      ...node,
      entryPoints: { extension: 'src/extension.ts', cli: 'src/cli/main.ts' },
      outdir,
      external: ['vscode'],
    },
    checkSizes,
  ),
  { ...node, entryPoints: ['src/store/search/worker.ts'], outfile: `${outdir}/searchWorker.js` },
  { ...node, entryPoints: ['src/playground/checking/worker.ts'], outfile: `${outdir}/checksWorker.js` },
  { ...node, entryPoints: ['src/playground/modelFiles/worker.ts'], outfile: `${outdir}/modelFileWorker.js` },
  { ...node, entryPoints: ['src/playground/arena/worker.ts'], outfile: `${outdir}/ratingsWorker.js` },
  { ...node, entryPoints: ['src/playground/certainty/worker.ts'], outfile: `${outdir}/certaintyWorker.js` },
  {
    ...node,
    jsx: 'automatic',
    jsxImportSource: 'preact',
    entryPoints: ['src/features/board/ui/markup.tsx'],
    outfile: `${outdir}/boardMarkup.js`,
  },
  { ...node, entryPoints: ['src/exchange/worker/main.ts'], outfile: `${outdir}/exportWorker.js` },
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
    outdir: `${outdir}/report`,
  },
  ...webviews.map((name) => ({
    ...shared,
    platform: 'browser',
    target: 'es2022',
    format: 'iife',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    entryPoints: [`src/features/${name}/ui/main.tsx`],
    outfile: `${outdir}/webviews/${name}.js`,
  })),
];

if (production) rmSync(outdir, { recursive: true, force: true });
mkdirSync(outdir, { recursive: true });
// A window that is open may still read the parts of the build before.
for (const name of readdirSync(outdir).filter((name) => name.startsWith('part-'))) {
  if (Date.now() - statSync(`${outdir}/${name}`).mtimeMs > 3_600_000) rmSync(`${outdir}/${name}`);
}
cpSync('node_modules/sql.js/dist/sql-wasm-browser.wasm', `${outdir}/report/sqlite.wasm`);
cpSync('node_modules/@vscode/codicons/dist/codicon.css', `${outdir}/codicon.css`);
cpSync('node_modules/@vscode/codicons/dist/codicon.ttf', `${outdir}/codicon.ttf`);

if (watch) {
  for (const options of builds) await (await context(options)).watch();
} else {
  await Promise.all(builds.map((options) => build(options)));
}

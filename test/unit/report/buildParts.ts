import { build } from 'esbuild';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ReportParts } from '../../../src/exchange/export/reportPage';

const root = join(import.meta.dirname, '..', '..', '..');
let parts: Promise<ReportParts> | undefined;

/** The parts of the report from the sources as they are now. */
export function buildParts(): Promise<ReportParts> {
  parts ??= make();
  return parts;
}

async function make(): Promise<ReportParts> {
  const { outputFiles } = await build({
    bundle: true,
    minify: true,
    write: false,
    platform: 'browser',
    target: 'es2022',
    format: 'iife',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    entryPoints: { app: join(root, 'src/report/main.tsx'), engine: join(root, 'src/report/engine/main.ts') },
    outdir: 'out',
    logLevel: 'error',
  });
  const text = (name: string): string => outputFiles.find((file) => file.path.endsWith(name))?.text ?? '';
  return {
    app: text('app.js'),
    css: text('app.css'),
    engine: text('engine.js'),
    wasm: await readFile(join(root, 'node_modules/sql.js/dist/sql-wasm-browser.wasm')),
  };
}

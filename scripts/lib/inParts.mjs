// Bundles programs so that whatever their sources `import()` is a file of its own, read when it is first imported.
// esbuild splits ES modules only, and into many small files. So it is asked twice: first to split all programs together,
// in memory; then, as CommonJS, to put all that a program needs at once into its one file, with the parts beside it.
// Every module exists once in a process: a part takes what it shares with its program from that program.
import { basename, join, resolve } from 'node:path';
import { mkdirSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';

/** Where a running program leaves what it shares with its parts. */
const SHARED = 'shared.js';
const PROGRAM = 'program';

/** @typedef {import('esbuild').BuildOptions & {entryPoints: Record<string, string>, outdir: string}} Programs */

/**
 * Options for esbuild that bundle programs in parts.
 * @param {Programs} options `entryPoints`: name of the program's file → its source
 * @param {(programs: Record<string, number>) => void} [onBuilt] gets the bytes of each program's file
 * @returns {import('esbuild').BuildOptions}
 */
export function inParts(options, onBuilt = () => undefined) {
  /** @type {import('esbuild').Plugin} */
  const assemble = {
    name: 'in-parts',
    setup: ({ onEnd }) => {
      onEnd(async (split) => {
        if (split.errors.length === 0) onBuilt(await assembleParts(split, options));
      });
    },
  };
  return {
    ...options,
    bundle: true,
    format: 'esm',
    splitting: true,
    chunkNames: 'part-[name]-[hash]',
    supported: {},
    minify: false,
    sourcemap: options.sourcemap ? 'inline' : false,
    write: false,
    metafile: true,
    plugins: [...(options.plugins ?? []), assemble],
  };
}

/**
 * @param {import('esbuild').BuildResult} split
 * @param {Programs} options
 * @returns {Promise<Record<string, number>>} bytes of each program's file
 */
async function assembleParts(split, { entryPoints, ...options }) {
  const outdir = resolve(options.outdir);
  const chunks = chunksOf(split);
  const programs = Object.keys(entryPoints).map((name) => ({ file: `${name}.js`, ...reached(chunks, `${name}.js`) }));
  const inside = new Set(programs.flatMap(({ now }) => [...now]));
  const parts = new Set(programs.flatMap(({ now, later }) => [...later].filter((name) => !now.has(name))));
  // What is overwritten are files of an earlier build that bear the names of the chunks in memory.
  const common = {
    ...options,
    bundle: true,
    outdir,
    format: /** @type {const} */ ('cjs'),
    allowOverwrite: true,
    metafile: true,
  };
  mkdirSync(outdir, { recursive: true });
  writeFileSync(join(outdir, SHARED), 'module.exports = {};\n');
  const built = programs.map(async ({ file, now }) => {
    const { metafile } = await build({
      ...common,
      entryPoints: { [basename(file, '.js')]: PROGRAM },
      plugins: [
        chunkFiles(outdir, chunks, (name) => (now.has(name) ? 'inside' : 'beside')),
        programFile(outdir, file, chunks, now),
      ],
    });
    return [file, metafile.outputs[Object.keys(metafile.outputs).find((path) => path.endsWith('.js')) ?? '']?.bytes];
  });
  await build({
    ...common,
    entryPoints: [...parts].map((name) => join(outdir, name)),
    plugins: [
      chunkFiles(outdir, chunks, (name) => {
        if (!inside.has(name)) return 'beside';
        return parts.has(name) ? 'shared or beside' : 'shared';
      }),
    ],
  });
  return Object.fromEntries(await Promise.all(built));
}

/**
 * The source of a program's one file: all that it needs at once, left where its parts find it.
 * @param {string} outdir @param {string} file @param {Map<string, Chunk>} chunks @param {Set<string>} now
 * @returns {import('esbuild').Plugin}
 */
function programFile(outdir, file, chunks, now) {
  const shared = [...now].filter((name) => name !== file);
  const contents = [
    /^#!.*/.exec(chunks.get(file)?.text ?? '')?.[0] ?? '',
    `export * from './${file}';`,
    ...shared.map((name, index) => `import * as chunk${index} from './${name}';`),
    `import shared from './${SHARED}';`,
    `Object.assign(shared, { ${shared.map((name, index) => `'${name}': chunk${index}`).join(', ')} });`,
  ].join('\n');
  return {
    name: 'program-file',
    setup: ({ onResolve, onLoad }) => {
      onResolve({ filter: new RegExp(`^${PROGRAM}$`) }, () => ({ path: file, namespace: PROGRAM }));
      onLoad({ filter: /./, namespace: PROGRAM }, () => ({ contents, resolveDir: outdir }));
    },
  };
}

/** @typedef {{text: string, imports: string[], lazyImports: string[]}} Chunk */

/** @param {import('esbuild').BuildResult} split @returns {Map<string, Chunk>} by file name */
function chunksOf({ outputFiles = [], metafile }) {
  const outputs = Object.entries(metafile?.outputs ?? {}).map(([path, output]) => ({ path: resolve(path), ...output }));
  return new Map(
    outputFiles.map(({ path, text }) => {
      const imports = outputs.find((output) => output.path === path)?.imports.filter(({ external }) => !external) ?? [];
      const of = (/** @type {boolean} */ lazy) =>
        imports.filter(({ kind }) => (kind === 'dynamic-import') === lazy).map((to) => basename(to.path));
      return [basename(path), { text, imports: of(false), lazyImports: of(true) }];
    }),
  );
}

/** What a program loads at once, and what else it may load later. @param {Map<string, Chunk>} chunks @param {string} program */
function reached(chunks, program) {
  const follow = (/** @type {Set<string>} */ seen, /** @type {string} */ name, /** @type {boolean} */ lazily) => {
    if (seen.has(name)) return seen;
    seen.add(name);
    const chunk = chunks.get(name);
    for (const next of chunk?.imports ?? []) follow(seen, next, lazily);
    if (lazily) for (const next of chunk?.lazyImports ?? []) follow(seen, next, lazily);
    return seen;
  };
  return { now: follow(new Set(), program, false), later: follow(new Set(), program, true) };
}

/**
 * Serves the chunks of the first step, and decides where each comes from that another one imports.
 * @param {string} outdir
 * @param {Map<string, Chunk>} chunks
 * @param {(name: string) => 'inside' | 'beside' | 'shared' | 'shared or beside'} place
 * @returns {import('esbuild').Plugin}
 */
function chunkFiles(outdir, chunks, place) {
  return {
    name: 'chunk-files',
    setup: ({ onResolve, onLoad }) => {
      onResolve({ filter: /\.js$/ }, ({ path, kind }) => {
        const name = basename(path);
        if (name === SHARED) return { path: `./${SHARED}`, external: true };
        if (!chunks.has(name)) return undefined;
        if (kind === 'entry-point') return { path };
        const from = place(name);
        if (from === 'inside') return { path: join(outdir, name) };
        if (from === 'beside' || kind !== 'import-statement') return { path: `./${name}`, external: true };
        return { path: name, namespace: from };
      });
      onLoad({ filter: /./, namespace: 'file' }, ({ path }) => {
        const chunk = chunks.get(basename(path));
        return chunk && { contents: chunk.text };
      });
      onLoad({ filter: /./, namespace: 'shared' }, ({ path }) => ({
        contents: `module.exports = require('./${SHARED}')['${path}'];`,
      }));
      onLoad({ filter: /./, namespace: 'shared or beside' }, ({ path }) => ({
        contents: `module.exports = require('./${SHARED}')['${path}'] ?? require('./${path}');`,
      }));
    },
  };
}

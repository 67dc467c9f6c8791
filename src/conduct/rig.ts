import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { arch, cpus, platform, release, totalmem, type, version } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Bot } from '../model/bot';
import type { Gpu, Rig } from '../model/rig';
import { isLoopback } from '../servers/http/loopback';

/** What is asked of the machine; tests ask another one. */
export interface RigSources {
  platform: NodeJS.Platform;
  /** Output of a program; null where there is none such or it fails. */
  output: (program: string, args: string[]) => Promise<string | null>;
  /** Where Linux describes graphics cards. */
  cards: string;
}

const hereSources: RigSources = { platform: platform(), output: outputOf, cards: '/sys/class/drm' };
// What the firmware takes differs by some megabytes from start to start.
const memoryStep = 2 ** 28;
let here: Promise<Rig> | null = null;

/**
 * The machine that a bot runs on: this one, where its server is reached under an address of this one and does not only
 * simulate. Read once; takes the time of one program, at most three seconds, and does not fail.
 */
export async function rigOf(bot: Pick<Bot, 'server' | 'practice'>): Promise<Rig | null> {
  if (bot.practice || !URL.canParse(bot.server) || !isLoopback(new URL(bot.server).hostname)) return null;
  return (here ??= readRig(hereSources));
}

export async function readRig(sources: RigSources): Promise<Rig> {
  const [first] = cpus();
  const model = first?.model.replace(/\s+/g, ' ').trim() ?? '';
  const name = sources.platform === 'win32' ? version() : type();
  return {
    cpu: model === '' || model === 'unknown' ? null : model,
    threads: cpus().length || null,
    memoryBytes: Math.round(totalmem() / memoryStep) * memoryStep,
    gpus: [...(await nvidiaCards(sources)), ...(await amdCards(sources))],
    system: `${name} ${release()} (${arch()})`,
  };
}

async function nvidiaCards({ platform: system, output }: RigSources): Promise<Gpu[]> {
  if (system === 'darwin') return [];
  // By its whole path where the current folder is searched first.
  const program =
    system === 'win32' ? join(process.env.SystemRoot ?? 'C:\\Windows', 'System32', 'nvidia-smi.exe') : 'nvidia-smi';
  const text = await output(program, ['--query-gpu=name,memory.total,driver_version', '--format=csv,noheader,nounits']);
  return (text ?? '').split(/\r?\n/).flatMap((line) => {
    const [name = '', mebibytes, driver] = line.split(',').map((part) => part.trim());
    if (name === '' || mebibytes === undefined) return [];
    const size = Number(mebibytes);
    // Cards that share the main memory say “[N/A]”.
    return [{ name, memoryBytes: size > 0 ? size * 2 ** 20 : null, driver: driver || null }];
  });
}

/** Of AMD's cards Linux tells the memory, and of some the name. */
async function amdCards({ platform: system, cards }: RigSources): Promise<Gpu[]> {
  if (system !== 'linux') return [];
  const folders = (await readdir(cards).catch(() => [])).filter((name) => /^card\d+$/.test(name)).sort();
  const found = await Promise.all(
    folders.map(async (folder): Promise<Gpu | null> => {
      const fact = (name: string): Promise<string> =>
        readFile(join(cards, folder, 'device', name), 'utf8').then(
          (text) => text.trim(),
          () => '',
        );
      const [size, product, device] = await Promise.all(['mem_info_vram_total', 'product_name', 'device'].map(fact));
      if (!size) return null;
      return { name: product || `AMD ${device ?? ''}`.trim(), memoryBytes: Number(size) || null, driver: null };
    }),
  );
  return found.filter((card) => card !== null);
}

async function outputOf(program: string, args: string[]): Promise<string | null> {
  try {
    const options = { timeout: 3000, windowsHide: true, maxBuffer: 64 * 1024 };
    return (await promisify(execFile)(program, args, options)).stdout;
  } catch {
    return null;
  }
}

import { hardwareTag } from '../model/hardware';
import { gibibytes, type Rig } from '../model/rig';
import type { StatedRig } from '../playground/rigs';
import { CommandFailed, print, printJson, serversOf, withPlayground, type CommonOptions } from './context';
import { visible } from './textTable';

export interface RigOptions extends CommonOptions {
  gpu?: string[];
  vram?: number;
  driver?: string;
  cpu?: string;
  ram?: number;
  os?: string;
  runtime?: string;
  model?: string;
  quantization?: string;
}

/** Shows the machine behind a server, after stating what the options say of it. */
export async function showRig(options: RigOptions): Promise<void> {
  if (options.quantization !== undefined && options.model === undefined)
    throw new CommandFailed('Say of which model: --model ID --quantization NAME.');
  const [first] = await serversOf(options);
  const server = options.server ?? first?.url ?? '';
  const stated = statedBy(options);
  const states = stated !== null || options.runtime !== undefined || options.quantization !== undefined;
  const rig = await withPlayground(
    options,
    async ({ rigs }) => {
      if (options.runtime !== undefined) rigs.stateRuntime(server, options.runtime);
      if (options.quantization !== undefined) rigs.stateQuantization(server, options.model ?? '', options.quantization);
      return stated === null ? rigs.of({ server, practice: false }) : rigs.state(server, stated);
    },
    { reading: !states },
  );
  const hardware = rig === null ? null : hardwareTag(rig);
  if (options.json) printJson({ server, hardware, rig });
  else
    print(rig === null ? `The machine of ${server} is not known; state it: llp rig --gpu NAME --vram GB.` : text(rig));
}

function statedBy({ gpu, vram, driver, cpu, ram, os }: RigOptions): StatedRig | null {
  const stated: StatedRig = {
    ...(gpu ? { gpus: gpu.map((name) => ({ name, memoryBytes: bytes(vram), driver: driver ?? null })) } : {}),
    ...(cpu === undefined ? {} : { cpu }),
    ...(ram === undefined ? {} : { memoryBytes: bytes(ram) }),
    ...(os === undefined ? {} : { system: os }),
  };
  return Object.keys(stated).length === 0 ? null : stated;
}

function bytes(gigabytes: number | undefined): number | null {
  return gigabytes === undefined ? null : Math.round(gigabytes * 2 ** 30);
}

function text(rig: Rig): string {
  const lines = [
    ['Name', hardwareTag(rig)],
    ...rig.gpus.map(({ name, memoryBytes, driver }) => [
      'Graphics card',
      [name, memoryBytes === null ? null : gibibytes(memoryBytes), driver === null ? null : `driver ${driver}`]
        .filter((part) => part !== null)
        .join(', '),
    ]),
    ['Processor', rig.cpu],
    ['Memory', rig.memoryBytes === null ? null : gibibytes(rig.memoryBytes)],
    ['System', rig.system],
  ];
  return lines.map(([name, value]) => `${`${name}:`.padEnd(15)}${visible(value ?? 'unknown')}`).join('\n');
}

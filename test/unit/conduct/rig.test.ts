import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readRig, rigOf, type RigSources } from '../../../src/conduct/rig';
import { rigLine, type Rig } from '../../../src/model/rig';
import { temporaryFolder } from '../builders';

function machine(changes: Partial<RigSources>): RigSources {
  return { platform: 'linux', output: async () => null, cards: '/nowhere', ...changes };
}

describe('the machine that a model ran on', () => {
  it('is read with its processor, threads, memory and system', async () => {
    const rig = await readRig(machine({}));
    expect(rig.threads).toBeGreaterThan(0);
    expect(rig.memoryBytes! % 2 ** 28).toBe(0);
    expect(rig.system).toMatch(/\S+ \S+ \(\w+\)/);
    expect(rig.gpus).toEqual([]);
  });

  it('has the graphics cards that their driver names, whatever else it prints', async () => {
    const output = async () =>
      'NVIDIA GeForce RTX 4090, 24564, 560.94\r\nNVIDIA GB10, [N/A], 580.95.05\r\n\r\nNo devices were found\r\n';
    const { gpus } = await readRig(machine({ output }));
    expect(gpus).toEqual([
      { name: 'NVIDIA GeForce RTX 4090', memoryBytes: 24564 * 2 ** 20, driver: '560.94' },
      { name: 'NVIDIA GB10', memoryBytes: null, driver: '580.95.05' },
    ]);
  });

  it('asks on Windows by the whole path, and on a Mac not at all', async () => {
    const asked: string[] = [];
    const output = async (program: string) => {
      asked.push(program);
      return null;
    };
    await readRig(machine({ platform: 'win32', output }));
    await readRig(machine({ platform: 'darwin', output }));
    expect(asked).toEqual([expect.stringMatching(/System32.nvidia-smi\.exe$/)]);
  });

  it('has the cards that only Linux itself knows of', async () => {
    const cards = await temporaryFolder();
    const card = async (name: string, facts: Record<string, string>) => {
      await mkdir(join(cards, name, 'device'), { recursive: true });
      for (const [file, text] of Object.entries(facts)) await writeFile(join(cards, name, 'device', file), `${text}\n`);
    };
    await card('card1', { mem_info_vram_total: '25753026560', product_name: 'Radeon RX 7900 XTX' });
    await card('card0', { mem_info_vram_total: '536870912', device: '0x164e' });
    await card('card2', { device: '0x2684' });
    await card('card1-HDMI-A-1', { mem_info_vram_total: '1' });
    const { gpus } = await readRig(machine({ cards }));
    expect(gpus).toEqual([
      { name: 'AMD 0x164e', memoryBytes: 536870912, driver: null },
      { name: 'Radeon RX 7900 XTX', memoryBytes: 25753026560, driver: null },
    ]);
  });

  it('is this machine for a server on it that really runs models, and else unknown', async () => {
    expect(await rigOf({ server: 'http://localhost:1234', practice: false })).toMatchObject({
      threads: expect.any(Number) as number,
    });
    expect(await rigOf({ server: 'http://[::1]:1234', practice: false })).not.toBeNull();
    expect(await rigOf({ server: 'http://192.168.1.7:1234', practice: false })).toBeNull();
    expect(await rigOf({ server: 'http://localhost:1234', practice: true })).toBeNull();
  });
});

describe('a rig in one line', () => {
  const rig: Rig = { cpu: 'Apple M3 Max', threads: 16, memoryBytes: 64 * 2 ** 30, gpus: [], system: null };

  it('is the processor and memory where it has no graphics card', () => {
    expect(rigLine(rig)).toBe('Apple M3 Max, 64 GiB RAM');
  });

  it('is its graphics cards and memory', () => {
    const gpus = [{ name: 'RTX 4090', memoryBytes: 24564 * 2 ** 20, driver: null }];
    expect(rigLine({ ...rig, gpus })).toBe('RTX 4090 24 GiB, 64 GiB RAM');
  });

  it('is empty where nothing is known', () => {
    expect(rigLine({ cpu: null, threads: null, memoryBytes: null, gpus: [], system: null })).toBe('');
  });
});

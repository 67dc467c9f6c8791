import { said, SaidError } from '../l10n/said';
import { rigOf } from '../conduct/rig';
import type { Bot } from '../model/bot';
import type { Rig } from '../model/rig';
import { normalizeServerUrl } from '../servers/address';
import type { Store } from '../store';
import type { Notify } from './changes';

/** What a person states of a machine; what is absent stays as it was read or stated. */
export interface StatedRig extends Partial<Omit<Rig, 'gpus'>> {
  gpus?: Rig['gpus'];
}

const unknownRig: Rig = { cpu: null, threads: null, memoryBytes: null, gpus: [], system: null };

/** The machines that models run on: this one is read, others a person states. */
export class Rigs {
  constructor(
    private readonly store: Store,
    private readonly notify: Notify,
  ) {}

  /** As a person states it, else as it was read; null where nobody knows. */
  async of(bot: Pick<Bot, 'server' | 'practice'>): Promise<Rig | null> {
    return (bot.practice ? null : this.store.trust.statedRig(bot.server)) ?? (await rigOf(bot));
  }

  /** States a machine, in part or whole. Throws a sentence where the address is none. Returns it as it now stands. */
  async state(address: string, stated: StatedRig): Promise<Rig> {
    const server = normalizeServerUrl(address);
    const rig = { ...((await this.of({ server, practice: false })) ?? unknownRig), ...stated };
    this.store.trust.stateRig(server, rig, new Date().toISOString());
    this.notify('runs');
    return rig;
  }

  /** States the runtime of a server, e.g. `llama.cpp b6123`: a name and a version. Throws a sentence where one lacks. */
  stateRuntime(address: string, text: string): void {
    const [, name, version] = /^(.*\S)\s+(\S+)$/.exec(text.trim()) ?? [];
    if (name === undefined || version === undefined || !/\d/.test(version))
      throw new SaidError(said`Give the runtime as a name and a version, e.g. "llama.cpp b6123".`);
    const value = JSON.stringify({ name, version });
    this.store.trust.state(normalizeServerUrl(address), '', 'runtime', value, new Date().toISOString());
    this.notify('runs');
  }

  stateQuantization(address: string, modelId: string, quantization: string): void {
    const value = quantization.trim();
    if (value === '') throw new SaidError(said`Give the quantization, e.g. Q4_K_M.`);
    this.store.trust.state(normalizeServerUrl(address), modelId, 'quantization', value, new Date().toISOString());
    this.notify('runs');
  }
}

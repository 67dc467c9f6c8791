import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Patience } from '../../../src/queue/port';
import type { Bot } from '../../../src/model/bot';
import type { Prompt } from '../../../src/model/prompt';
import type { ServerConfig } from '../../../src/model/server';
import { Playground } from '../../../src/playground';
import {
  startPracticeServer,
  type PracticeServer,
  type PracticeServerOptions,
} from '../../../src/practice/practiceServer';
import { temporaryFolder } from '../builders';

export const impatient: Patience = {
  attempts: 3,
  backoffMs: 20,
  longestBackoffMs: 100,
  probeMs: 30,
  longestProbeMs: 100,
  pollMs: 25,
};

export const bundledSuites = join(import.meta.dirname, '..', '..', '..', 'suites');

export async function practice(options: PracticeServerOptions = {}): Promise<PracticeServer> {
  const server = await startPracticeServer({ port: 0, speed: Infinity, loaded: [], ...options });
  onTestFinished(() => server.stop());
  return server;
}

/** A playground in a folder of its own, with the bots of its servers. */
export async function playgroundFor(
  servers: ServerConfig[],
  options: { workspace?: string; patience?: Patience; onProblem?: (problem: unknown) => void } = {},
): Promise<Playground> {
  const workspace = options.workspace ?? (await temporaryFolder());
  const playground = await Playground.open({
    workspace,
    databaseFile: join(workspace, '.llp', 'playground.db'),
    bundledSuites,
    servers,
    patience: options.patience ?? impatient,
    ...(options.onProblem ? { onProblem: options.onProblem } : {}),
  });
  onTestFinished(() => {
    if (playground.store.database.handle.isOpen) playground.close();
  });
  await playground.refreshBots();
  return playground;
}

export function bot(playground: Playground, modelId: string): Bot {
  const found = playground.store.bots.list().find((one) => one.modelId === modelId);
  if (!found) throw new Error(`No bot for ${modelId}`);
  return found;
}

export function prompts(playground: Playground, categoryId: string, count?: number): Prompt[] {
  const all = playground.suites.category(categoryId)?.prompts ?? [];
  return all.slice(0, count);
}

/** Which models were loaded, unloaded and asked, in the order in which the server was told to. */
export function story(server: PracticeServer): string[] {
  return server.log.flatMap(({ method, path, model = '' }) => {
    if (method !== 'POST') return [];
    if (path === '/api/v1/models/load') return [`load ${model}`];
    if (path === '/api/v1/models/unload') return [`unload ${model}`];
    return path.includes('chat') ? [`chat ${model}`] : [];
  });
}

/** Neighbours that are the same become one. */
export function squeezed(list: string[]): string[] {
  return list.filter((item, at) => item !== list[at - 1]);
}

export async function until(condition: () => boolean, seconds = 10): Promise<void> {
  const deadline = Date.now() + seconds * 1000;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(`Not within ${seconds} s: ${condition.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

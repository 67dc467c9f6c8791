import { onTestFinished } from 'vitest';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { noProof } from '../../../src/model/tier';
import type { Board, BoardCell, BoardRow } from '../../../src/model/board';
import { Playground } from '../../../src/playground';
import { temporaryFolder } from '../builders';

export const categories: Board['categories'] = [
  { id: 'booting', title: 'Booting', points: 100, prompts: 2 },
  { id: 'swe', title: 'Software', points: 500, prompts: 5 },
];

const noPoints = { given: 0, proven: 0, accepted: 0, open: 0, openItems: 0 };

export function aCell(changes: Partial<BoardCell> = {}): BoardCell {
  return {
    points: 0,
    max: 100,
    scoredMax: 0,
    scored: 0,
    answered: 0,
    prompts: 2,
    outdated: 0,
    ...noPoints,
    ...changes,
  };
}

/** A row whose first category has these points of 100, fully scored; null for nothing scored. */
export function aRow(botId: number, points: number | null, changes: Partial<BoardRow> = {}): BoardRow {
  const cell = points === null ? aCell({ answered: 2 }) : aCell({ points, scored: 2, answered: 2, scoredMax: 100 });
  return {
    botId,
    bot: `bot ${botId}`,
    server: 'http://127.0.0.1:1234',
    modelId: `model-${botId}`,
    quantization: 'Q4_K_M',
    architecture: 'llama',
    format: 'gguf',
    modelParameters: null,
    sizeBytes: 8e9,
    temperature: null,
    practice: false,
    total: points ?? 0,
    max: 600,
    ...noPoints,
    stars: 0,
    tokensPerSecond: 10,
    timeToFirstTokenSeconds: 1,
    tier: 'operator',
    proof: noProof,
    categories: { booting: cell, swe: aCell({ max: 500, prompts: 5 }) },
    ...changes,
  };
}

const suite = `---
id: booting
category: Booting
version: 1
order: 1
temperature: 0.5
---

## First {#first points=10}

Say one.

### Rubric

- **clear** (6): It is clear.
  - full: Very.
- **short** (4): It is short.

## Second {#second points=20}

Say two.

### Rubric

- **all** (20): All of it.

## Third {#third points=30}

Say three.

### Rubric

- **all** (30): All of it.
`;

/** A playground on a suite of three prompts (10, 20 and 30 points), closed and removed after the test. */
export async function aPlayground(): Promise<Playground> {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'suites'));
  await writeFile(join(folder, 'suites', 'booting.md'), suite);
  await cp(join(folder, 'suites'), join(folder, 'bundled'), { recursive: true });
  const playground = await Playground.open({
    workspace: folder,
    databaseFile: join(folder, '.llp', 'playground.db'),
    bundledSuites: join(folder, 'bundled'),
    servers: [],
  });
  onTestFinished(() => playground.close());
  return playground;
}

import * as assert from 'node:assert/strict';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { BenchmarkReport } from '../../../src/playground/benchmarks';

const table = `category                        average  coding  math
model
gemma-2-27b-it@iq4_xs              39.9    36.6  43.2
`;

describe('LiveBench', () => {
  it('results are taken in from a text table', async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'llp-livebench-')), 'table.txt');
    await writeFile(file, table);
    const report = await vscode.commands.executeCommand<BenchmarkReport>('llp.importLiveBench', file);
    assert.equal(report.models, 1);
    assert.equal(report.benchmark, 'livebench');
  });
});

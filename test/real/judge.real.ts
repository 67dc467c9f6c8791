import { afterEach, expect, it } from 'vitest';
import { startLlamaServer, type RealServer } from './harness/llamaServer';
import { workspace } from './harness/workspace';

let server: RealServer | undefined;
afterEach(() => server?.stop());

interface Proposals {
  proposals: {
    points: number;
    max: number;
    rubric: Record<string, number>;
    evidence: Record<string, { reason: string; quotation: string }>;
  }[];
  agreements: { judge: string; checked: boolean }[];
}

it('a real model judges: what it quotes stands in the answer, and nothing of it counts', async () => {
  server = await startLlamaServer('--alias', 'real', '-n', '400');
  const { llp, run } = await workspace(server.url);
  const { id, text } = await run('real', 'real/colours');
  const judged = await llp('judge', '--judge', 'real', '--run', String(id), '--no-load');
  const { proposals, agreements } = JSON.parse(
    (await llp('judge', 'proposals', String(id), '--json')).stdout,
  ) as Proposals;
  // So small a model may give nothing that can be taken: then the queue says so.
  if (proposals.length === 0) expect(judged.stdout + judged.stderr).toMatch(/judge/);
  for (const { rubric, evidence } of proposals) {
    for (const [item, points] of Object.entries(rubric)) {
      expect(points).toBeGreaterThanOrEqual(0);
      if (points > 0) expect(text.replace(/\s+/g, ' ')).toContain(evidence[item]?.quotation.replace(/\s+/g, ' '));
    }
  }
  for (const { checked } of agreements) expect(checked).toBe(false);
  const board = JSON.parse((await llp('leaderboard', '--json')).stdout) as { rows: { total: number }[] };
  expect(board.rows.map(({ total }) => total)).toEqual([0]);
});

import * as vscode from 'vscode';
import { verdictUses, type VerdictWishes } from '../../model/verdict';
import type { Session } from '../../edge/session';
import type { Playground } from '../../playground';

interface SearchInput {
  query?: unknown;
}

/** Rows, and words, that a model is told at most. */
const mostRows = 50;

/** Tools by which any agent in VS Code can ask what was measured here. Nothing where the host has none. */
export function registerTools(session: Session): vscode.Disposable {
  const lm = (vscode as Partial<typeof vscode>).lm;
  if (typeof lm?.registerTool !== 'function') return new vscode.Disposable(() => undefined);
  const tool = <Input>(name: string, work: (playground: Playground, input: Input) => Promise<unknown>) =>
    lm.registerTool<Input>(name, {
      invoke: async ({ input }) => {
        const made = await work(await session.playground(), input);
        const text = typeof made === 'string' ? made : JSON.stringify(made);
        return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(text)]);
      },
    });
  return vscode.Disposable.from(
    tool('llp_verdict', async ({ verdicts }, input: VerdictWishes) => {
      const [{ verdictMarkdown }, { savedWishes }] = await Promise.all([
        import('../../verdict/markdown'),
        import('./panel'),
      ]);
      return verdictMarkdown(await verdicts.of(savedWishes({ wishes: input })));
    }),
    tool('llp_board', async (playground) => boardOf(playground)),
    tool('llp_search', async (playground, { query }: SearchInput) =>
      playground.searchInBackground(typeof query === 'string' ? query : '', { limit: 20 }),
    ),
  );
}

async function boardOf(playground: Playground): Promise<object> {
  const board = playground.board();
  const { rows: sure } = await playground.certainty.inBackground(board);
  const rows = board.rows.slice(0, mostRows).map((row) => ({
    bot: row.bot,
    points: row.total,
    of: row.max,
    interval: sure.get(row.botId)?.interval ?? null,
    rank: sure.get(row.botId)?.rank ?? null,
    tokensPerSecond: row.tokensPerSecond,
    quantization: row.quantization,
    sizeBytes: row.sizeBytes,
    tier: row.tier,
    categories: Object.fromEntries(
      board.categories.map(({ id }) => [
        id,
        { points: row.categories[id]?.points ?? 0, scored: row.categories[id]?.scored ?? 0 },
      ]),
    ),
  }));
  return { practice: board.practice, uses: verdictUses, rows };
}

import { resolve } from 'node:path';
import type { PublishedFormat } from '../exchange/published/tables';
import { submissionText } from '../exchange/public/submission';
import { CommandFailed, print, printJson, withPlayground, write, type CommonOptions } from './context';
import { visible } from './textTable';

/** `llp methodology`: how this board measures, as Markdown. */
export async function showMethodology(options: CommonOptions): Promise<void> {
  const text = await withPlayground(
    options,
    async (playground) => (await playground.trust()).methodology(new Date().toISOString()),
    {
      reading: true,
    },
  );
  if (options.json) printJson({ markdown: text });
  else write(text);
}

/** `llp submission`: the forms, filled in, and what they lack. */
export async function showSubmissions(options: CommonOptions & { handle?: string }): Promise<void> {
  const forms = await withPlayground(
    options,
    async (playground) => {
      await playground.logs.check();
      return (await playground.trust()).submissions(options.handle ?? null);
    },
    { reading: true },
  );
  if (options.json) return printJson(forms);
  if (forms.length === 0)
    throw new CommandFailed('No scored result passes the trust gate yet; the board says what each lacks.');
  write(submissionText(forms));
}

/** `llp import lm-eval FILE`, `llp import inspect FILE`. */
export async function importPublished(format: PublishedFormat, path: string, options: CommonOptions): Promise<void> {
  const report = await withPlayground(options, ({ benchmarks }) => benchmarks.importPublished(format, resolve(path)));
  if (options.json) return printJson(report);
  print(visible(`Import ${report.id}: ${report.taken} published figures of ${report.models} models.`));
  for (const { what, why, count } of report.left) print(visible(`Left out: ${count} × ${what}, as ${why}.`));
  print(`Show it: llp leaderboard --benchmark ${format}. Take it back: llp benchmarks --undo ${report.id}`);
}

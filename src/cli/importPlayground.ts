import { resolve } from 'node:path';
import { importInto } from '../playground/exchange';
import { importSummary } from '../exchange/results/summary';
import { CommandFailed, print, printJson, withPlayground, type CommonOptions } from './context';
import { progressLine } from './export';
import { visible } from './textTable';
import { interruptSignal } from './interrupt';

/** Imports a JSON export into the workspace's database. */
export async function importPlayground(file: string, options: CommonOptions): Promise<void> {
  const signal = interruptSignal();
  await withPlayground(options, async (playground) => {
    try {
      const onProgress = progressLine('Importing');
      const report = await importInto(playground, resolve(file), { signal, onProgress });
      if (options.json) printJson(report);
      else for (const sentence of importSummary(report)) print(visible(sentence));
    } catch (error) {
      if (signal.aborted)
        throw new CommandFailed('Cancelled. What was stored so far stays; import the file again for the rest.');
      throw error;
    }
  });
}

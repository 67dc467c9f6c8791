import { reproductionOf } from '../playground/reproduction';
import type { Shell } from '../trust/quote';
import { print, printJson, withPlayground, type CommonOptions } from './context';

export interface ReproduceOptions extends CommonOptions {
  shell?: Shell;
}

/** Prints how a run is repeated, as typed into a shell; by default the one that this system has. */
export async function showReproduction(run: number, options: ReproduceOptions): Promise<void> {
  const shell = options.shell ?? (process.platform === 'win32' ? 'powershell' : 'bash');
  const { llp, curl } = await withPlayground(options, (playground) => reproductionOf(playground, run, shell), {
    reading: true,
  });
  if (options.json) printJson({ run, shell, llp, curl });
  else print(curl === null ? llp : `${llp}\n\n${curl}`);
}

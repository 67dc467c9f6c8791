import type { Playground } from '../playground';
import { complain } from './terminal';
import { visible } from './textTable';

const everyMs = 500;

/** Reads the files of the models that were just asked, once a file; says how far it is on a terminal. Ctrl+C ends it. */
export async function readModelFiles({ modelFiles }: Playground, signal: AbortSignal, quiet: boolean): Promise<void> {
  if (modelFiles.waiting === 0 || signal.aborted) return;
  const { stderr } = process;
  let shown = 0;
  await modelFiles.settle(signal, ({ model, done, total }) => {
    if (quiet || !stderr.isTTY || performance.now() - shown < everyMs) return;
    shown = performance.now();
    const percent = total === 0 ? 100 : Math.floor((100 * done) / total);
    stderr.write(`\r\u001b[2KReading the file of ${visible(model)} for its checksum, once: ${percent} %`);
  });
  if (shown > 0) stderr.write('\r\u001b[2K');
  if (signal.aborted && !quiet) complain('The checksum of the model’s file is still missing; the next run reads it.');
}

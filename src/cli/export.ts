import { once } from 'node:events';
import { join } from 'node:path';
import { exportOf } from '../playground/exchange';
import { readReportParts } from '../exchange/export/reportPage';
import type { ExportFormat, ExportProgress } from '../exchange/export/request';
import { writeOutput } from './output';
import { inert } from './terminal';
import { CommandFailed, complain, printJson, withPlayground, type CommonOptions } from './context';
import { interruptSignal } from './interrupt';

export interface ExportCommandOptions extends CommonOptions {
  format: ExportFormat;
  output: string;
  practice?: boolean;
  bom?: boolean;
}

const reportFolder = join(__dirname, 'report');

/** Writes everything to a file, or to standard output for `-o -`. Ctrl+C leaves no unfinished file behind. */
export async function runExport(options: ExportCommandOptions): Promise<void> {
  const signal = interruptSignal();
  await withPlayground(
    options,
    async (playground) => {
      await playground.logs.check();
      const text = exportOf(
        playground,
        { format: options.format, practice: options.practice === true, bom: options.bom === true },
        { signal, onProgress: progressLine(), reportParts: () => readReportParts(reportFolder) },
      );
      try {
        if (options.output === '-') return await writeToStdout(text);
        const { file, bytes } = await writeOutput(playground, options.output, text);
        if (options.json) printJson({ file, format: options.format, bytes });
        else complain(`Exported to ${file} (${sizeOf(bytes)}).`);
      } catch (error) {
        if (signal.aborted) throw new CommandFailed('Cancelled; nothing was written.');
        throw error;
      }
    },
    { reading: true },
  );
}

function sizeOf(bytes: number): string {
  return bytes < 1e6 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

async function writeToStdout(text: AsyncIterable<string>): Promise<void> {
  const { stdout } = process;
  let isClosed = false;
  // A reader such as `head` may have seen enough.
  stdout.on('error', () => (isClosed = true));
  for await (const piece of text) {
    if (isClosed) return;
    if (!stdout.write(stdout.isTTY ? inert(piece) : piece))
      await Promise.race([once(stdout, 'drain'), once(stdout, 'close')]).catch(() => undefined);
  }
}

/** Rewrites one line on a terminal, and says nothing elsewhere. */
export function progressLine(what = 'Exporting'): (progress: ExportProgress) => void {
  const { stderr } = process;
  let shown = 0;
  return ({ done, total }) => {
    if (!stderr.isTTY || total < 500) return;
    const now = performance.now();
    if (done < total && now - shown < 200) return;
    shown = now;
    stderr.write(`\r${what} ${done} of ${total} runs${done === total ? '\n' : ''}`);
  };
}

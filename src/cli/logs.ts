import { defaultLimits } from '../playground';
import type { LogReport } from '../playground/logsAtRest';
import { answerSettings } from './answerSettings';
import { CommandFailed, print, printJson, withPlayground, type CommonOptions } from './context';
import { interruptSignal } from './interrupt';
import { folderSettings } from './settings';

/** `llp logs check`: reads every raw log and the chain of their checksums. Exits 1 where one is not what it was. */
export async function checkLogs(options: CommonOptions): Promise<void> {
  const signal = interruptSignal();
  const report = await withPlayground(options, ({ logs }) => logs.audit(signal), { reading: true });
  if (options.json) printJson(report);
  else for (const line of reportLines(report)) print(line);
  if (report.changed.length > 0 || report.brokenAt !== null) throw new CommandFailed('');
}

/** What was found, a sentence a line. */
export function reportLines(report: LogReport): string[] {
  const { logs, sound, gone, changed, unproven, brokenAt, bytes } = report;
  return [
    `${sound} of ${logs} logs are as they were when their runs ended (${megabytes(bytes)} on the disk).`,
    ...named('Changed since', changed, 'those runs prove nothing any more; run their prompts again'),
    ...named('Gone', gone, 'those runs are incomplete; run their prompts again'),
    ...named('Never written whole', unproven, 'those runs are incomplete'),
    brokenAt === null
      ? 'The chain of checksums holds.'
      : `The chain of checksums is broken at run ${brokenAt}: a checksum in the database was exchanged or taken out.`,
  ];
}

function named(what: string, runs: readonly number[], meaning: string): string[] {
  if (runs.length === 0) return [];
  return [`${what}: run ${runs.slice(0, 20).join(', ')}${runs.length > 20 ? ', …' : ''}; ${meaning}.`];
}

export interface TidyOptions extends CommonOptions {
  megabytes?: number;
}

/** `llp logs tidy`: packs logs, and deletes the oldest that nothing rests on while all are larger than wished. */
export async function tidyLogs(options: TidyOptions): Promise<void> {
  const signal = interruptSignal();
  const { limits } = answerSettings(await folderSettings(options));
  const most = options.megabytes === undefined ? limits.allLogBytes : options.megabytes * 1_048_576;
  const done = await withPlayground(options, ({ logs }) => logs.tidy(most ?? defaultLimits.allLogBytes, signal));
  if (options.json) printJson(done);
  else
    print(
      `${done.packed} logs were packed, ${done.deleted} deleted: ${megabytes(done.freed)} freed, ${megabytes(done.bytes)} are left.`,
    );
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_048_576).toFixed(1)} MB`;
}

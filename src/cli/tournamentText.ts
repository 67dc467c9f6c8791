import { statsLineOf } from '../conduct/answerFile';
import type { Run } from '../model/run';
import type { Job, TournamentProgress } from '../model/tournament';
import type { Playground } from '../playground';
import { lineOf } from './run';
import { visible } from './textTable';

/** What `--json` prints of a job: the line of its run, and how the queue sees it. */
export function jobLine({ read }: Playground, job: Job, run: Run | null): object {
  const bot = job.botId === null ? null : read.bots.get(job.botId);
  const own = {
    job: job.id,
    kind: job.kind,
    tournament: job.tournamentId,
    jobStatus: job.status,
    attempts: job.attempts,
    note: job.note,
  };
  if (run && bot) return { ...lineOf(run, bot, run.output), ...own };
  const { categoryId: category, promptId: prompt, reason: error, errorCode } = job;
  const status = job.status === 'skipped' || job.status === 'cancelled' ? 'cancelled' : 'failed';
  const nothing = { text: '', reasoning: '', stats: null, flags: [], practice: bot?.practice ?? false, output: null };
  return {
    id: null,
    run: null,
    bot: bot?.name ?? null,
    category,
    prompt,
    hash: null,
    status,
    error,
    errorCode,
    ...nothing,
    ...own,
  };
}

/** The same for people, on one line. */
export function jobText({ read }: Playground, job: Job, run: Run | null): string {
  const bot = visible((job.botId === null ? null : read.bots.get(job.botId)?.name) ?? job.modelId);
  const head = `${job.status === 'done' ? '✓' : job.status === 'skipped' || job.status === 'cancelled' ? '–' : '✗'} ${bot} · ${job.label === null ? `${job.categoryId}/${job.promptId}` : visible(job.label)}`;
  if (job.status === 'done' && run)
    return `${head} · ${visible(statsLineOf(run))}${job.note === null ? '' : ` · ${job.note}`}`;
  return `${head} · ${job.status}${job.reason === null ? '' : `: ${visible(job.reason)}`}`;
}

/** What `--json` prints of a tournament. */
export function summary({ tournament, counts, total, finished, secondsLeft, active }: TournamentProgress): object {
  return { ...tournament, active, counts, total, finished, secondsLeft };
}

/** `1 h 05 min`, `4 min 10 s`, `12 s`. */
export function duration(seconds: number): string {
  const whole = Math.round(seconds);
  const two = (value: number): string => String(value).padStart(2, '0');
  if (whole >= 3600) return `${Math.floor(whole / 3600)} h ${two(Math.floor((whole % 3600) / 60))} min`;
  return whole >= 60 ? `${Math.floor(whole / 60)} min ${two(whole % 60)} s` : `${whole} s`;
}

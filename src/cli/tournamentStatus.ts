import type { TournamentProgress } from '../model/tournament';
import { print, printJson, withPlayground, type CommonOptions } from './context';
import { latest } from './tournament';
import { duration, jobText, summary } from './tournamentText';

/** How far a tournament is, what is being answered, and what failed with its reason. */
export async function showTournament(id: number | undefined, options: CommonOptions): Promise<void> {
  await withPlayground(
    options,
    async (playground) => {
      const { read } = playground;
      const progress = playground.tournaments.progress(latest(playground, id).id);
      const jobs = (status: 'running' | 'failed' | 'parked') => read.jobs.list(progress.tournament.id, status);
      const problems = [...jobs('failed'), ...jobs('parked')];
      if (options.json) {
        const named = problems.map((job) => ({
          ...job,
          bot: (job.botId === null ? null : read.bots.get(job.botId)?.name) ?? null,
        }));
        printJson({ ...summary(progress), problems: named });
        return;
      }
      print(headline(progress));
      for (const job of [...jobs('running'), ...problems]) print(`  ${jobText(playground, job, null)}`);
    },
    { reading: true },
  );
}

function headline({ tournament, counts, total, secondsLeft, active }: TournamentProgress): string {
  const { id, title, state } = tournament;
  const left = secondsLeft === null || secondsLeft === 0 ? '' : `, about ${duration(secondsLeft)} left`;
  const situation =
    state === 'open' ? (active ? 'running' : `interrupted; llp tournament resume ${id} goes on`) : state;
  const parts = Object.entries(counts).filter(([, jobs]) => jobs > 0);
  return `Tournament ${id} (${title}): ${situation}. ${parts.map(([status, jobs]) => `${jobs} ${status}`).join(', ')} of ${total}${left}.`;
}

import { print, printJson, withPlayground, type CommonOptions } from './context';

export interface ScoreCommandOptions extends CommonOptions {
  points: number;
  note?: string;
}

export async function scoreRun(runId: number, options: ScoreCommandOptions): Promise<void> {
  await withPlayground(options, async (playground) => {
    const score = playground.scoring.give({
      runId,
      points: options.points,
      ...(options.note === undefined ? {} : { note: options.note }),
    });
    if (options.json) printJson(score);
    else print(`Run ${runId}: ${score.points} of ${score.max} points.`);
  });
}

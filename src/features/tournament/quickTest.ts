import * as vscode from 'vscode';
import type { Bot } from '../../model/bot';
import type { Playground } from '../../playground';
import { number } from '../../edge/figures';
import { anyBots } from '../../edge/noBots';
import type { TournamentChoice } from '../../queue/prompts/plan';
import { quickTestOf } from './quickTestPlan';
import { durationText } from './tournamentText';

/** Says what a first look at every model costs, and asks. Undefined when the person leaves it. */
export async function chooseQuickTest(playground: Playground): Promise<TournamentChoice | undefined> {
  if (!(await anyBots(playground))) return undefined;
  const test = quickTestOf({
    bots: playground.read.bots.list(),
    categories: playground.suites.categories,
    isListed: (bot) => playground.servers.model(bot.server, bot.modelId) !== null,
    secondsOf: (bot) => secondsOf(playground, bot),
  });
  if (!test) throw new Error(vscode.l10n.t('No server that answers lists one of your models; start it first.'));
  const { bots, prompts, seconds } = test;
  const start = vscode.l10n.t('Start');
  const title = vscode.l10n.t('Quick Test: {0} prompts × {1} models', number(prompts.length), number(bots.length));
  const answers = number(prompts.length * bots.length);
  const detail =
    seconds === null
      ? vscode.l10n.t('{0} answers. How long that takes is known once the first have arrived.', answers)
      : vscode.l10n.t('{0} answers, about {1} by what was measured here.', answers, durationText(seconds));
  const chosen = await vscode.window.showInformationMessage(title, { modal: true, detail }, start);
  if (chosen !== start) return undefined;
  const stream = vscode.workspace.getConfiguration('llp').get('conduct.stream', true);
  return { bots, prompts, title, options: { load: 'auto', unloadOthers: false, cold: false, stream } };
}

/** Mean over the latest complete answers. */
function secondsOf({ read }: Playground, bot: Bot): number | null {
  const seconds = [...read.runs.latestByPrompt(bot.id).values()]
    .slice(0, 12)
    .flatMap(({ runId }) => read.runs.get(runId)?.stats.totalSeconds ?? []);
  return seconds.length === 0 ? null : seconds.reduce((sum, value) => sum + value, 0) / seconds.length;
}

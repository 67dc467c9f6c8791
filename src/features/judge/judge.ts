import * as vscode from 'vscode';
import { botDetails } from '../../edge/botText';
import { runCommand } from '../../edge/commands';
import type { Bot } from '../../model/bot';
import type { Playground } from '../../playground';

/** Judges → what they judge → the queue. Undefined where the person turned away. */
export async function judge(playground: Playground, bot?: Bot): Promise<number | undefined> {
  const judges = await chooseJudges(playground, bot);
  if (!judges || judges.length === 0) return undefined;
  const practice = judges.some((one) => one.practice);
  const subject = await chooseSubject(playground, practice);
  if (!subject) return undefined;
  const { judging } = playground.arena;
  const { id } = playground.tournaments.create(judging.plan(judges, subject.runs, subject.pairs));
  const progress = playground.tournaments.progress(id);
  await runCommand('llp.resumeTournament', { kind: 'tournament', id: `tournament:${id}`, progress });
  await runCommand('llp.focusTournament');
  return id;
}

async function chooseJudges(playground: Playground, bot?: Bot): Promise<Bot[] | undefined> {
  if (playground.read.bots.list().length === 0) await playground.refreshBots();
  const items = playground.read.bots.list().map((one) => ({
    label: one.name,
    description: botDetails(one, playground.servers.model(one.server, one.modelId)),
    picked: one.id === bot?.id,
    bot: one,
  }));
  if (items.length === 0)
    throw new Error(vscode.l10n.t('There is no bot yet that could judge: connect a server first.'));
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Let Bots Judge'),
    placeHolder: vscode.l10n.t(
      'Who judges? Several bots are a jury. What they propose counts only once you accept it.',
    ),
    canPickMany: true,
    matchOnDescription: true,
  });
  return chosen?.map((item) => item.bot);
}

interface Subject {
  runs: number[];
  pairs: { aRun: number; bRun: number }[];
}

/** Open answers, of all categories or of one; those that the person has scored; or the pairs that were voted on. */
async function chooseSubject({ arena, suites }: Playground, practice: boolean): Promise<Subject | undefined> {
  const { judging } = arena;
  const open = judging.answers({ practice });
  const scored = judging.answers({ practice, scored: true });
  const pairs = judging.votedPairs(practice);
  const answers = (count: number): string =>
    count === 1 ? vscode.l10n.t('1 answer') : vscode.l10n.t('{0} answers', count);
  const items = [
    { label: vscode.l10n.t('All answers that you have not scored'), runs: open, pairs: [] },
    ...suites.categories.map(({ id, title }) => ({
      label: vscode.l10n.t('Not scored: {0}', title),
      runs: judging.answers({ practice, category: id }),
      pairs: [],
    })),
    {
      label: vscode.l10n.t('Answers that you have scored'),
      detail: vscode.l10n.t('Shows how far the judge agrees with you; 20 answers at least.'),
      runs: scored,
      pairs: [],
    },
    {
      label: vscode.l10n.t('Pairs that you have compared blind'),
      detail: vscode.l10n.t('In both orders, to see whether the judge prefers a place.'),
      runs: [],
      pairs,
    },
  ]
    .filter(({ runs, pairs: some }) => runs.length + some.length > 0)
    .map((item) => ({
      ...item,
      description:
        item.pairs.length === 0
          ? answers(item.runs.length)
          : item.pairs.length === 1
            ? vscode.l10n.t('1 pair')
            : vscode.l10n.t('{0} pairs', item.pairs.length),
    }));
  if (items.length === 0) throw new Error(vscode.l10n.t('There is no answer to judge; run a prompt first.'));
  return vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Let Bots Judge'),
    placeHolder: vscode.l10n.t('What is to be judged?'),
  });
}

import * as vscode from 'vscode';
import { dateTime } from '../../edge/figures';
import { runCommand } from '../../edge/commands';
import { answerUri } from '../../edge/answers/answerDocuments';
import type { AnswerPlaces } from '../../edge/answers/places';
import type { Run } from '../../model/run';
import type { Playground } from '../../playground';
import { inertText } from '../../ui/inertText';
import { fuzzyPick, type PickItem } from '../../edge/pick';
import type { Session } from '../../edge/session';
import { statusText } from '../../edge/statusText';

/** What a caller knows already; what it does not is asked for. */
export interface DiffTarget {
  runA?: number;
  runB?: number;
  /** The same as `runA`, as lenses hand it over. */
  runId?: number;
}

/** Earlier answers of one bot that are offered; older ones are found on the details screen. */
const mostRepeats = 20;

/** Shows the difference of two answers; asks for those that the target does not name. */
export async function diffAnswers(session: Session, places: AnswerPlaces, target: DiffTarget): Promise<void> {
  const playground = await session.playground();
  const first =
    target.runA ?? target.runId ?? places.atCursor()?.place.run.id ?? (await pickFirst(session, playground));
  if (first === undefined) return;
  const left = playground.read.runs.require(first);
  const second = target.runB ?? (await pickOther(playground, left));
  if (second === undefined) return;
  const right = playground.read.runs.require(second);
  if (left.categoryId !== right.categoryId || left.promptId !== right.promptId)
    throw new Error(vscode.l10n.t('These are answers to different prompts, so there is nothing to compare.'));
  const [a, b] = [labelOf(playground, left), labelOf(playground, right)];
  const names = [a, b];
  if (a === b) [left, right].forEach((run, side) => (names[side] += `, ${timeOf(run)}`));
  const title = titleOf(playground, left);
  await runCommand(
    'vscode.diff',
    answerUri(left.id, a, title),
    answerUri(right.id, b, titleOf(playground, right)),
    `${names[0]} ↔ ${names[1]}: ${title}`,
  );
}

/** Answers of other bots to the same prompt, and this bot's other ones. */
async function pickOther(playground: Playground, left: Run): Promise<number | undefined> {
  const { bots } = playground.read;
  const repeats = playground.read.runs.history(left.botId, left.categoryId, left.promptId).slice(0, mostRepeats + 1);
  const latest = bots.list().flatMap((bot) => latestOf(playground, bot.id, left) ?? []);
  const others = [...latest.filter((run) => run.botId !== left.botId), ...repeats].filter(
    (run) =>
      run.id !== left.id &&
      run.text + run.reasoning !== '' &&
      (run.provenance.origin === 'practice') === (left.provenance.origin === 'practice'),
  );
  if (others.length === 0)
    throw new Error(
      vscode.l10n.t(
        'There is no other answer to “{0}” yet; run it with another bot or again.',
        titleOf(playground, left),
      ),
    );
  const picked = await fuzzyPick(
    others.map((run) => itemOf(playground, run, left)),
    {
      title: vscode.l10n.t('Compare {0}: {1}', labelOf(playground, left), titleOf(playground, left)),
      placeholder: vscode.l10n.t('With which answer?'),
    },
  );
  return picked?.value;
}

/** No answer is in front: a bot that has answered, then one of its answers. */
async function pickFirst(session: Session, playground: Playground): Promise<number | undefined> {
  const { bots, runs } = playground.read;
  const answered = bots.list().filter((bot) => runs.latestByPrompt(bot.id).size > 0);
  if (answered.length === 0) throw new Error(vscode.l10n.t('There are no answers yet; run a prompt first.'));
  const selected = session.selectedBotId;
  const bot = await fuzzyPick(
    answered.map((other) => ({ id: String(other.id), label: other.name, value: other })),
    {
      title: vscode.l10n.t('Compare answers: bot'),
      placeholder: vscode.l10n.t('Whose answer?'),
      ...(selected === null ? {} : { remembered: String(selected) }),
    },
  );
  if (!bot) return undefined;
  const items = [...runs.latestByPrompt(bot.value.id)].map(([key, { runId, points }]): PickItem<number> => {
    const prompt = playground.suites.prompt(key);
    return {
      id: key,
      label: prompt?.title ?? key,
      description: points === null ? '' : vscode.l10n.t('{0} points', points),
      value: runId,
    };
  });
  const prompt = await fuzzyPick(items, {
    title: vscode.l10n.t('Compare answers: prompt'),
    placeholder: vscode.l10n.t('Its answer to which prompt?'),
  });
  return prompt?.value;
}

function latestOf(playground: Playground, botId: number, { categoryId, promptId }: Run): Run | null {
  const latest = playground.read.runs.latestByPrompt(botId).get(`${categoryId}/${promptId}`);
  return latest ? playground.read.runs.get(latest.runId) : null;
}

function itemOf(playground: Playground, run: Run, left: Run): PickItem<number> {
  const score = playground.read.scores.current(run.id);
  const notes = [
    score ? vscode.l10n.t('{0} of {1} points', score.points, score.max) : vscode.l10n.t('not scored'),
    ...(run.status === 'complete' ? [] : [statusText(run.status)]),
    ...(run.promptHash === left.promptHash ? [] : [vscode.l10n.t('another version of the prompt')]),
  ];
  return {
    id: String(run.id),
    label: labelOf(playground, run),
    description: notes.join(' · '),
    detail: `${timeOf(run)} · #${run.id}`,
    value: run.id,
  };
}

function timeOf(run: Run): string {
  return dateTime(run.startedAt);
}

function labelOf(playground: Playground, run: Run): string {
  return inertText(playground.read.bots.get(run.botId)?.name ?? run.request.modelId);
}

function titleOf(playground: Playground, run: Run): string {
  return playground.read.prompts.version(run.categoryId, run.promptId, run.promptHash)?.title ?? run.promptId;
}

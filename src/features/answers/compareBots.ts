import * as vscode from 'vscode';
import { runCommand } from '../../edge/commands';
import { answerUri } from '../../edge/answers/answerDocuments';
import { fuzzyPick } from '../../edge/pick';
import type { Session } from '../../edge/session';
import type { Bot } from '../../model/bot';
import type { Playground } from '../../playground';
import { inertText } from '../../ui/inertText';

/** The bots, where a caller knows them; what it does not know is asked for. */
export interface BotPair {
  botA?: number;
  botB?: number;
}

type Answers = ReturnType<Playground['read']['runs']['latestByPrompt']>;

/** Shows the differences of all answers that two bots gave to the same prompts, one below the other in one tab. */
export async function compareBots(session: Session, target: BotPair): Promise<void> {
  const playground = await session.playground();
  const { bots, runs } = playground.read;
  const answered = new Map(bots.list().map((bot) => [bot, runs.latestByPrompt(bot.id)]));
  for (const [bot, answers] of answered) if (answers.size === 0) answered.delete(bot);
  const selected = session.selectedBotId;
  const left = find(answered, target.botA) ?? (await pick(answered, vscode.l10n.t('Whose answers?'), selected));
  if (!left) return;
  const own = answered.get(left);
  const others = new Map(
    [...answered].filter(
      ([bot, answers]) => bot !== left && bot.practice === left.practice && shared(own, answers) > 0,
    ),
  );
  if (others.size === 0)
    throw new Error(
      vscode.l10n.t('No other bot has answered a prompt that {0} has answered; run one with both.', left.name),
    );
  const right = find(others, target.botB) ?? (await pick(others, vscode.l10n.t('Beside whose?'), null, own));
  if (!right) return;
  const theirs = answered.get(right);
  const prompts = playground.suites.categories.flatMap(({ prompts }) => prompts);
  const resources = prompts.flatMap((prompt) => {
    const key = `${prompt.categoryId}/${prompt.id}`;
    const [a, b] = [own?.get(key), theirs?.get(key)];
    if (!a || !b) return [];
    const original = answerUri(a.runId, left.name, prompt.title);
    const modified = answerUri(b.runId, right.name, prompt.title);
    return [[modified, original, modified] as const];
  });
  await runCommand('vscode.changes', `${inertText(left.name)} ↔ ${inertText(right.name)}`, resources);
}

function find(among: ReadonlyMap<Bot, Answers>, id: number | undefined): Bot | undefined {
  return id === undefined ? undefined : [...among.keys()].find((bot) => bot.id === id);
}

async function pick(
  among: ReadonlyMap<Bot, Answers>,
  placeholder: string,
  remembered: number | null,
  beside?: Answers,
): Promise<Bot | undefined> {
  if (among.size === 0) throw new Error(vscode.l10n.t('There are no answers yet; run a prompt first.'));
  const items = [...among].map(([bot, answers]) => ({
    id: String(bot.id),
    label: inertText(bot.name),
    description: vscode.l10n.t('{0} prompts', beside ? shared(beside, answers) : answers.size),
    value: bot,
  }));
  const picked = await fuzzyPick(items, {
    title: vscode.l10n.t('Compare all answers of two bots'),
    placeholder,
    ...(remembered === null ? {} : { remembered: String(remembered) }),
  });
  return picked?.value;
}

/** How many prompts both have answered. */
function shared(some: Answers | undefined, others: Answers): number {
  return some ? [...some.keys()].filter((key) => others.has(key)).length : 0;
}

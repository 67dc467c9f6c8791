import * as vscode from 'vscode';
import { runCommand } from '../../edge/commands';
import { findCheckout } from '../../exchange/livebench/run/checkout';
import { hasQuestions } from '../../exchange/livebench/run/files';
import { livebenchName } from '../../exchange/livebench/run/names';
import type { Bot } from '../../model/bot';
import type { Playground } from '../../playground';
import { liveBenchPlaces } from '../../edge/liveBenchPlaces';

const benches = ['coding', 'data_analysis', 'instruction_following', 'language', 'math', 'reasoning'];

/** Asks which bots, benches and release, and puts a job for each bot into the queue. */
export async function runLiveBench(playground: Playground): Promise<number | undefined> {
  const places = liveBenchPlaces();
  const checkout = await findCheckout(places.checkout, places.python);
  const bots = await chooseBots(playground);
  const chosen = bots && (await chooseBenches());
  if (!bots || !chosen) return undefined;
  const release = await vscode.window.showQuickPick([...checkout.releases].reverse(), {
    title: vscode.l10n.t('Questions of which release?'),
  });
  if (release === undefined) return undefined;
  const choice = {
    checkout: { folder: checkout.folder, python: checkout.python },
    benches: chosen,
    release,
    questionSource: (await hasQuestions(checkout.folder, chosen)) ? ('jsonl' as const) : ('huggingface' as const),
    maxTokens: null,
    parallelRequests: null,
    resume: true,
  };
  const entries = bots.map((bot) => ({
    bot,
    displayName: livebenchName(bot.name),
    temperature: bot.parameters.temperature ?? null,
  }));
  const plan = await playground.liveBench.plan(entries, choice);
  playground.liveBench.allow(checkout);
  const { id } = playground.tournaments.create(plan);
  const progress = playground.tournaments.progress(id);
  await runCommand('llp.resumeTournament', { kind: 'tournament', id: `tournament:${id}`, progress });
  await runCommand('llp.focusTournament');
  return id;
}

async function chooseBots(playground: Playground): Promise<Bot[] | undefined> {
  const items = playground.read.bots.list().map((bot) => ({ label: bot.name, description: bot.server, bot }));
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Run LiveBench with which bots?'),
    canPickMany: true,
  });
  return chosen && chosen.length > 0 ? chosen.map(({ bot }) => bot) : undefined;
}

async function chooseBenches(): Promise<string[] | undefined> {
  const items = benches.map((name) => ({ label: name, picked: name === 'reasoning' }));
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Which benches?'),
    canPickMany: true,
  });
  return chosen && chosen.length > 0 ? chosen.map(({ label }) => `live_bench/${label}`) : undefined;
}

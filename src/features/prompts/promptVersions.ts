import * as vscode from 'vscode';
import { dateTime } from '../../edge/figures';
import { runCommand, type Handlers } from '../../edge/commands';
import { promptVersionText } from './promptVersionText';
import type { Prompt } from '../../model/prompt';
import type { Run } from '../../model/run';
import type { Playground } from '../../playground';
import { fuzzyPick, type PickItem } from '../../edge/pick';
import type { PromptTarget, PromptTargets } from './promptTargets';
import type { Session } from '../../edge/session';
import { statusText } from '../../edge/statusText';

declare module '../../edge/commands' {
  interface Commands {
    'llp.comparePromptVersions': (target?: PromptTarget) => Promise<void>;
    'llp.compareAnswers': (target?: PromptTarget) => Promise<void>;
  }
}

/** Versions of prompts as documents: `llp-prompt:/<category>/<prompt>/<hash>/<title>.md`. */
export const promptScheme = 'llp-prompt';

export class PromptVersionDocuments implements vscode.TextDocumentContentProvider {
  constructor(private readonly session: Session) {}

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const [, category = '', prompt = '', hash = ''] = uri.path.split('/');
    const version = (await this.session.playground()).read.prompts.version(category, prompt, hash);
    return version ? promptVersionText(version) : vscode.l10n.t('This version is no longer in the database.');
  }
}

export function versionHandlers(session: Session, targets: PromptTargets): Handlers {
  return {
    'llp.comparePromptVersions': async (target: PromptTarget) => {
      const playground = await session.playground();
      const prompt = await targets.prompt(target);
      const older = prompt && (await pickOlder(playground, prompt));
      if (!prompt || !older) return;
      await runCommand(
        'vscode.diff',
        versionUri(prompt, older.hash),
        versionUri(prompt, prompt.hash),
        vscode.l10n.t('{0}: {1} ↔ now', prompt.title, dateOf(older.seenAt)),
      );
    },
    'llp.compareAnswers': async (target: PromptTarget) => {
      const playground = await session.playground();
      const prompt = await targets.prompt(target);
      if (prompt) await compareAnswers(playground, prompt);
    },
  };
}

type Version = ReturnType<Playground['store']['prompts']['versions']>[number];

/** Of the older versions those that anything was answered to; one is taken without asking. */
async function pickOlder(playground: Playground, prompt: Prompt): Promise<Version | undefined> {
  const { read } = playground;
  const older = read.prompts.versions(prompt.categoryId, prompt.id).filter((version) => version.hash !== prompt.hash);
  if (older.length === 0) throw new Error(vscode.l10n.t('“{0}” has had no other version yet.', prompt.title));
  const standings = read.standings.ofPrompt(prompt.categoryId, prompt.id);
  const scoredFor = (hash: string): string[] =>
    standings.filter((standing) => standing.scoredHash === hash).map((standing) => standing.bot);
  const answered = new Set(standings.flatMap((standing) => [standing.answeredHash, standing.scoredHash]));
  const used = older.filter((version) => answered.has(version.hash));
  const offered = used.length > 0 ? used : older;
  if (offered.length === 1) return offered[0];
  const items = offered.map((version): PickItem<Version> => {
    const bots = scoredFor(version.hash).join(', ');
    const points = vscode.l10n.t('{0} points', version.points);
    return {
      id: version.hash,
      label: vscode.l10n.t('First seen {0}', dateOf(version.seenAt)),
      description: bots === '' ? points : `${points} · ${vscode.l10n.t('scored: {0}', bots)}`,
      detail: version.text.slice(0, 120).replace(/\s+/g, ' '),
      value: version,
    };
  });
  const options = { title: prompt.title, placeholder: vscode.l10n.t('Compare the current version with which?') };
  return (await fuzzyPick(items, options))?.value;
}

/** Two answers to the same prompt side by side: of two bots, or two tries of one. */
async function compareAnswers(playground: Playground, prompt: Prompt): Promise<void> {
  const items = answerItems(playground, prompt);
  if (items.length < 2)
    throw new Error(
      vscode.l10n.t('“{0}” needs two answers to compare; it has {1}. Run it first.', prompt.title, items.length),
    );
  const first = await fuzzyPick(items, {
    title: vscode.l10n.t('Compare answers'),
    placeholder: vscode.l10n.t('The answer on the left'),
    step: { number: 1, of: 2 },
  });
  if (!first) return;
  const second = await fuzzyPick(
    items.filter((item) => item.id !== first.item.id),
    {
      title: vscode.l10n.t('Compare answers'),
      placeholder: vscode.l10n.t('The answer on the right'),
      step: { number: 2, of: 2 },
    },
  );
  if (!second) return;
  await runCommand('llp.diffAnswers', { runA: first.value.id, runB: second.value.id });
}

function answerItems(playground: Playground, prompt: Prompt): PickItem<Run>[] {
  const { read } = playground;
  return read.standings.ofPrompt(prompt.categoryId, prompt.id).flatMap((standing) =>
    read.runs
      .history(standing.botId, prompt.categoryId, prompt.id)
      .filter((run) => run.text + run.reasoning !== '')
      .map((run): PickItem<Run> => {
        const score = read.scores.current(run.id);
        const facts = [
          score ? vscode.l10n.t('{0}/{1} points', score.points, score.max) : vscode.l10n.t('not scored'),
          run.promptHash === prompt.hash ? null : vscode.l10n.t('older version of the prompt'),
          run.status === 'complete' ? null : statusText(run.status),
          dateTime(run.startedAt),
        ];
        return {
          id: String(run.id),
          label: standing.bot,
          description: facts.filter((fact) => fact !== null).join(' · '),
          detail: run.text.slice(0, 120).replace(/\s+/g, ' '),
          value: run,
        };
      }),
  );
}

function versionUri(prompt: Prompt, hash: string): vscode.Uri {
  const title = prompt.title.replace(/[\\/]+/g, '-').slice(0, 120);
  return vscode.Uri.from({ scheme: promptScheme, path: `/${prompt.categoryId}/${prompt.id}/${hash}/${title}.md` });
}

function dateOf(iso: string): string {
  return dateTime(iso);
}

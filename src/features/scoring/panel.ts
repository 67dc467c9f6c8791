import * as vscode from 'vscode';
import { inPersonsLanguage } from '../../edge/verdictText';
import { runCommand } from '../../edge/commands';
import type { Blind } from '../../edge/blind';
import { coreText } from '../../edge/coreText';
import type { Change } from '../../playground';
import { openLinkAsked, PanelHost, type PanelDeps } from '../../edge/webview/host';
import {
  answeredPlaces,
  choicesOfAll,
  contentOf,
  firstToScore,
  ghostsOf,
  placeOf,
  placesAtPrompt,
  stepFrom,
  waitingElsewhere,
  type Answered,
  type Place,
} from './content';
import { textToCopy } from './copyText';
import { Drafts, PasteDrafts } from './drafts';
import { longestPasted, textOfFile, type PastedText } from './pastedText';
import { PlaceTokens } from './placeTokens';
import {
  ingestCommands,
  type Draft,
  type IngestContent,
  type IngestHost,
  type IngestTarget,
  type IngestUi,
  type Walk,
} from './protocol';
import { isDraft } from './scoreForm';
import { ingestStrings } from './strings';

export const ingestViewType = 'llp.ingest';
const modeKey = 'llp.ingest.mode';

/** The form in which a person gives points to an answer; it goes from answer to answer. */
export class IngestPanel extends PanelHost<IngestHost, IngestUi, IngestContent> {
  private place: Place | null = null;
  /** What the page knows of the judges' proposals. */
  private ghosts = '{}';

  constructor(
    panel: vscode.WebviewPanel,
    deps: PanelDeps,
    private readonly blindness: Blind,
    private target: IngestTarget,
  ) {
    super(panel, deps, { viewType: ingestViewType, name: 'scoring', title: ingestTitle(), strings: ingestStrings });
  }

  /** Copies the prompt that is shown. */
  async copyPrompt(withSystem = false): Promise<void> {
    await vscode.env.clipboard.writeText(textToCopy(this.content().prompt, withSystem));
  }

  /** Shows the form for an answer, or for a bot's first answer that waits for a score. */
  retarget(target: IngestTarget): void {
    this.target = target;
    this.place = null;
    if (this.isReady) this.rpc.notify('show', this.content());
  }

  protected override handlers(): IngestHost {
    return {
      open: (target) => this.open(target),
      step: ({ by, unscored }) => {
        const next = stepFrom(this.places(), this.requirePlace(), by, (other) => !unscored || other.unscored);
        return next && this.moveTo(next);
      },
      save: ({ place, ...score }) => {
        const runId = this.runNamedBy(place);
        const stored = this.playground.scoring.giveForm({ ...score, runId });
        void this.drafts.set(runId, null);
        return { content: this.content(), scoreId: stored.id };
      },
      accept: ({ place, items }) => {
        const stored = this.playground.scoring.acceptJury(this.runNamedBy(place), items ?? undefined);
        return { content: this.content(), scoreId: stored.id };
      },
      agreements: (judges) => this.playground.arena.judging.agreements(judges),
      undo: (scoreId) => {
        this.playground.scoring.undo(scoreId);
        return this.content();
      },
      setMode: async (mode) => {
        await this.deps.state.update(modeKey, mode);
        return this.content();
      },
      saveDraft: ({ place, draft }) => this.drafts.set(this.runNamedBy(place), draft),
      elsewhere: () => this.elsewhere(),
      paste: (answer) => {
        const { botId, categoryId, promptId } = this.requirePlace();
        const prompt = this.playground.suites.prompt(`${categoryId}/${promptId}`);
        const run = this.playground.answers.paste(botId, prompt, answer);
        void this.pastes.set(this.requirePlace(), null);
        return this.moveTo({ ...this.requirePlace(), runId: run.id });
      },
      savePaste: ({ place, form }) => this.pastes.set(this.namedBy(place), form),
      readFile: readDragged,
      correct: (figures) => {
        const { runId } = this.requirePlace();
        if (runId !== null) this.playground.answers.correctFigures(runId, figures);
        return this.content();
      },
      copyPrompt: ({ withSystem }) => this.copyPrompt(withSystem),
      openLink: openLinkAsked,
      execute: async ({ command }) => {
        if (!ingestCommands.includes(command)) throw new Error(`The form may not execute “${command}”.`);
        const { botId, categoryId, promptId, runId } = this.requirePlace();
        if (command === 'llp.conduct') await runCommand(command, { botId, promptKey: `${categoryId}/${promptId}` });
        else if (command === 'llp.openLeaderboard') await runCommand(command);
        else if (runId !== null) await runCommand(command, runId);
      },
    };
  }

  protected override content(): IngestContent {
    this.place ??= placeOf(this.playground, this.target);
    const paste = this.pastes.at(this.place);
    const token = this.tokens.of(this.place);
    const options = { ...this.mode, token, drafts: this.drafts.all(), paste };
    const content = contentOf(this.playground, this.place, options);
    content.checks = inPersonsLanguage(content.checks);
    this.ghosts = JSON.stringify(content.ghosts);
    this.blindness.hold(this, content.blind);
    this.panel.title = content.bot === null ? ingestTitle() : vscode.l10n.t('Score {0}', content.bot);
    const { answer } = content;
    return answer?.error ? { ...content, answer: { ...answer, error: coreText(answer.error) } } : content;
  }

  protected override onDispose(): void {
    this.blindness.hold(this, false);
  }

  protected override onChange(change: Change): void {
    if (change !== 'scores' || !this.isReady || !this.place || this.place.runId === null) return;
    const ghosts = ghostsOf(this.playground, this.playground.read.runs.get(this.place.runId));
    const said = JSON.stringify(ghosts);
    if (said !== this.ghosts) this.rpc.notify('ghosts', { place: this.tokens.of(this.place), ghosts });
    this.ghosts = said;
  }

  private open({ categoryId, promptId }: { categoryId: string; promptId?: string }): IngestContent {
    const { botId } = this.requirePlace();
    const target = { botId, categoryId, ...(promptId === undefined ? {} : { promptId }) };
    if (this.mode.walk === 'bot') return this.moveTo(placeOf(this.playground, target));
    // Going through all bots, another prompt begins with its own first answer, whoever gave it.
    const practice = this.playground.read.bots.get(botId)?.practice ?? false;
    const choices = choicesOfAll(this.playground, practice).find(({ id }) => id === categoryId)?.prompts ?? [];
    const wanted = promptId ?? firstToScore(choices)?.id;
    const places = wanted === undefined ? [] : placesAtPrompt(this.playground, { botId, categoryId, promptId: wanted });
    const place = places.find((other) => other.unscored) ?? places[0];
    return this.moveTo(
      place ?? placeOf(this.playground, { ...target, ...(wanted === undefined ? {} : { promptId: wanted }) }),
    );
  }

  /** What else waits: of other bots where one bot's answers were gone through, else of other prompts. Null for nothing. */
  private elsewhere(): IngestContent | null {
    const next = waitingElsewhere(this.playground, this.requirePlace(), this.mode.walk);
    return next && this.moveTo(next);
  }

  private places(): Answered[] {
    const place = this.requirePlace();
    return this.mode.walk === 'bot'
      ? answeredPlaces(this.playground, place.botId)
      : placesAtPrompt(this.playground, place);
  }

  private get mode(): { blind: boolean; walk: Walk } {
    return { blind: false, walk: 'bot', ...this.deps.state.get<object>(modeKey) };
  }

  private moveTo(place: Place): IngestContent {
    this.place = place;
    return this.content();
  }

  private requirePlace(): Place {
    if (!this.place) throw new Error('The form shows no answer yet.');
    return this.place;
  }

  private get playground(): ReturnType<PanelDeps['playground']> {
    return this.deps.playground();
  }

  /** What the page calls by a token of ours. */
  private namedBy(token: string): Place {
    const place = this.tokens.place(token);
    if (!place) throw new Error(vscode.l10n.t('This form is too old; close it and open it again.'));
    return place;
  }

  private runNamedBy(token: string): number {
    const { runId } = this.namedBy(token);
    if (runId === null) throw new Error(vscode.l10n.t('This prompt has no answer yet.'));
    return runId;
  }

  private get tokens(): PlaceTokens {
    return new PlaceTokens(this.deps.state);
  }

  private get drafts(): Drafts {
    return new Drafts(this.deps.state);
  }

  private get pastes(): PasteDrafts {
    return new PasteDrafts(this.deps.state);
  }
}

/** A file of the Explorer's or an editor's tab. Only its text leaves here, and only into the form. */
async function readDragged(address: string): Promise<PastedText> {
  try {
    const uri = vscode.Uri.parse(address, true);
    const { size } = await vscode.workspace.fs.stat(uri);
    return size > longestPasted ? { problem: 'too-large' } : textOfFile(await vscode.workspace.fs.readFile(uri));
  } catch {
    return { problem: 'unreadable' };
  }
}

/** What a page showed that is gone, or null. Pages of earlier versions named it by numbers. */
export function savedTarget(state: unknown, tokens: PlaceTokens): IngestTarget | null {
  if (typeof state !== 'object' || state === null || !('target' in state)) return null;
  const { target } = state;
  if (typeof target !== 'object' || target === null) return null;
  const { place, runId, botId, categoryId, promptId } = target as Record<string, unknown>;
  const named = tokens.place(place);
  if (named) return named.runId === null ? named : { runId: named.runId };
  if (typeof runId === 'number') return { runId };
  if (typeof botId !== 'number') return null;
  return {
    botId,
    ...(typeof categoryId === 'string' ? { categoryId } : {}),
    ...(typeof promptId === 'string' ? { promptId } : {}),
  };
}

/** What was typed in a page that is gone and had not been kept yet. */
export function savedDraft(state: unknown, tokens: PlaceTokens): { runId: number; draft: Draft } | null {
  if (typeof state !== 'object' || state === null || !('draft' in state)) return null;
  const { draft: saved } = state as { draft?: { place?: unknown; runId?: unknown; draft?: unknown } };
  const { place, draft } = saved ?? {};
  const runId = tokens.place(place)?.runId ?? saved?.runId;
  return typeof runId === 'number' && isDraft(draft) ? { runId, draft } : null;
}

export function ingestTitle(): string {
  return vscode.l10n.t('Score an answer');
}

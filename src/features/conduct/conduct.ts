import { verbatim } from '../../l10n/said';
import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { runCommand, setContext, type Handlers } from '../../edge/commands';
import { Meter } from '../../conduct/meter';
import type { AnswerDocuments, LiveAnswer } from '../../edge/answers/answerDocuments';
import type { conductCommands } from './commandIds';
import type { RunStatus } from './runStatus';
import { Turn, type Taken } from './turn';
import type { Bot } from '../../model/bot';
import type { Prompt } from '../../model/prompt';
import type { Run } from '../../model/run';
import { ServerError } from '../../model/server';
import type { Playground } from '../../playground';
import { botDetails } from '../../edge/botText';
import { countText } from '../../edge/countText';
import { canBeSaved, offerToSave, saveButton, type SaveOutcome } from './answers';
import { anyBots } from '../../edge/noBots';
import { acceptPicks, fuzzyPick, type PickItem } from '../../edge/pick';
import { report } from '../../edge/report';
import type { Session } from '../../edge/session';

declare module '../../edge/commands' {
  interface Commands {
    'llp.conduct': (target?: ConductTarget) => Promise<SaveOutcome | undefined>;
    'llp.send': () => Promise<SaveOutcome | undefined>;
    'llp.cancelRun': () => Promise<void>;
    'llp.runAgain': (runId: number) => Promise<SaveOutcome | undefined>;
  }
}

interface Choice {
  bot: Bot;
  prompt: Prompt;
}

interface Remembered {
  botId?: number;
  categoryId?: string;
  promptKey?: string;
}

/** What the trees hand over when a command is called on one of their items. */
export type ConductTarget = { kind?: string; bot?: Bot; prompt?: Prompt; botId?: number; promptKey?: string };

/** Choosing a bot and a prompt, and sending: one answer at a time, watched in an editor tab. */
export class Conductor {
  private readonly turn = new Turn();

  constructor(
    private readonly session: Session,
    private readonly documents: AnswerDocuments,
    private readonly status: RunStatus,
  ) {}

  readonly handlers: Required<Pick<Handlers, (typeof conductCommands)[number]>> = {
    'llp.conduct': (target?: ConductTarget) => this.conduct(target),
    'llp.send': () => this.send(),
    'llp.cancelRun': () => this.turn.cancel(),
    'llp.runAgain': (runId: number) => this.runAgain(runId),
  };

  private async conduct(target: ConductTarget = {}): Promise<SaveOutcome | undefined> {
    const playground = await this.session.playground();
    const choice = await this.choose(playground, target);
    return choice ? this.run(playground, choice) : undefined;
  }

  /** Ctrl+T: sends with the choices made so far; with none remembered it asks. */
  private async send(): Promise<SaveOutcome | undefined> {
    if (acceptPicks()) return undefined;
    const playground = await this.session.playground();
    const { botId, promptKey } = this.remembered();
    const bot = botId === undefined ? null : playground.read.bots.get(botId);
    const prompt = promptKey === undefined ? null : playground.suites.prompt(promptKey);
    return bot?.deletedAt === null && prompt ? this.run(playground, { bot, prompt }) : this.conduct();
  }

  private async runAgain(runId: number): Promise<SaveOutcome | undefined> {
    const playground = await this.session.playground();
    const run = playground.read.runs.require(runId);
    const bot = playground.read.bots.get(run.botId);
    const prompt = playground.suites.prompt(`${run.categoryId}/${run.promptId}`);
    if (!bot || !prompt) throw new Error(vscode.l10n.t('The bot or the prompt of this answer no longer exists.'));
    return this.run(playground, { bot, prompt });
  }

  private async run(playground: Playground, { bot, prompt }: Choice): Promise<SaveOutcome | undefined> {
    const about = `${bot.id}/${prompt.categoryId}/${prompt.id}`;
    let turn = this.turn.take(about);
    if (!turn) {
      // The key was pressed twice: the first press does it.
      if (this.turn.isPreparing(about)) return undefined;
      const cancel = vscode.l10n.t('Cancel it and go on');
      const chosen = await vscode.window.showWarningMessage(
        vscode.l10n.t('Another answer is still arriving; one at a time keeps the speed figures true.'),
        cancel,
      );
      if (chosen !== cancel) return undefined;
      // Someone else may be quicker once more.
      while (!(turn = this.turn.take(about))) await this.turn.cancel();
    }
    try {
      return await this.runNow(playground, { bot, prompt }, turn);
    } finally {
      turn.end();
    }
  }

  /** In a turn that is this run's own. */
  private async runNow(playground: Playground, { bot, prompt }: Choice, turn: Taken): Promise<SaveOutcome | undefined> {
    await this.remember({
      botId: bot.id,
      categoryId: prompt.categoryId,
      promptKey: `${prompt.categoryId}/${prompt.id}`,
    });
    await this.session.selectBot(bot.id);
    const failures: ServerError[] = [];
    const run = await this.stream(playground, bot, prompt, turn, (failure) => failures.push(failure));
    if (run.error !== null && run.errorCode !== 'cancelled') {
      const code = run.errorCode ?? 'bad-response';
      const error = failures[0] ?? new ServerError(code, verbatim(run.error));
      const details = { ...error.details, server: bot.server, model: bot.modelId };
      void report(new ServerError(code, error.said, details), this.session.log, {
        retry: () => runCommand('llp.runAgain', run.id),
        botId: bot.id,
        promptKey: `${prompt.categoryId}/${prompt.id}`,
        extra: canBeSaved(this.session, run) ? [saveButton(run)] : [],
      });
      return { runId: run.id, output: null };
    }
    return offerToSave(this.session, run);
  }

  private async stream(
    playground: Playground,
    bot: Bot,
    prompt: Prompt,
    turn: Taken,
    onFailure: (failure: ServerError) => void,
  ): Promise<Run> {
    await setContext('llp.running', true);
    const meter = new Meter();
    let live: Promise<LiveAnswer> | null = null;
    let shown: LiveAnswer | null = null;
    const pending: ((answer: LiveAnswer) => void)[] = [];
    const apply = (change: (answer: LiveAnswer) => void): void => {
      if (shown) change(shown);
      else pending.push(change);
    };
    const settings = vscode.workspace.getConfiguration('llp');
    try {
      this.status.start(bot.name, meter);
      const run = await playground.run({
        bot,
        prompt,
        meter,
        signal: turn.signal,
        stream: settings.get('conduct.stream', true),
        ...(settings.get('conduct.defeatCache', false) ? { nonce: randomBytes(8).toString('hex') } : {}),
        onStart: (runId) => {
          turn.begun = true;
          const title = playground.suites.category(prompt.categoryId)?.title ?? prompt.categoryId;
          live = this.documents.begin(runId, bot, prompt, title).then((answer) => {
            shown = answer;
            for (const change of pending.splice(0)) change(answer);
            return answer;
          });
        },
        onFailure,
        onEvent: (event) => apply((answer) => answer.show(event)),
      });
      // `live` is assigned in a callback, which the type checker cannot follow.
      const answer = await (live as Promise<LiveAnswer> | null);
      if (answer) await this.documents.finish(answer, run);
      // The run may have loaded the model, and unloaded another.
      void playground.refreshServer(bot.server);
      return run;
    } finally {
      this.status.stop();
      await setContext('llp.running', false);
      // What follows, such as the offer to save, holds nobody up.
      turn.end();
    }
  }

  /** Bot → category → prompt; what the caller already knows is not asked. Each choice is remembered as the next default. */
  private async choose(playground: Playground, target: ConductTarget): Promise<Choice | null> {
    const remembered = this.remembered();
    const givenId = target.bot?.id ?? target.botId;
    let bot = givenId === undefined ? null : playground.read.bots.get(givenId);
    let send = false;
    if (!bot) {
      if (!(await anyBots(playground))) return null;
      const preferred = this.session.selectedBotId ?? remembered.botId;
      const picked = await fuzzyPick(this.botItems(playground), {
        title: vscode.l10n.t('Conduct: bot'),
        placeholder: vscode.l10n.t('Choose a bot (Ctrl+T repeats the last run)'),
        ...(preferred === undefined ? {} : { remembered: String(preferred) }),
        step: { number: 1, of: 3 },
      });
      if (!picked) return null;
      ({ value: bot, send } = picked);
      await this.remember({ ...remembered, botId: bot.id });
    }
    const given = target.prompt ?? (target.promptKey === undefined ? null : playground.suites.prompt(target.promptKey));
    const last = remembered.promptKey === undefined ? null : playground.suites.prompt(remembered.promptKey);
    const prompt = given ?? (send && last ? last : await this.choosePrompt(playground, remembered));
    return prompt && { bot, prompt };
  }

  private async choosePrompt(playground: Playground, remembered: Remembered): Promise<Prompt | null> {
    const categories = playground.suites.categories.map((category) => ({
      id: category.id,
      label: category.title,
      description: countText(category.prompts.length, category.points),
      value: category,
    }));
    const category = await fuzzyPick(categories, {
      title: vscode.l10n.t('Conduct: category'),
      placeholder: vscode.l10n.t('Which category?'),
      ...(remembered.categoryId === undefined ? {} : { remembered: remembered.categoryId }),
      step: { number: 2, of: 3 },
    });
    if (!category) return null;
    const last = remembered.promptKey === undefined ? null : playground.suites.prompt(remembered.promptKey);
    if (category.send && last?.categoryId === category.value.id) return last;
    const items = category.value.prompts.map((prompt): PickItem<Prompt> => ({
      id: `${prompt.categoryId}/${prompt.id}`,
      label: prompt.title,
      description: vscode.l10n.t('{0} points', prompt.points),
      detail: prompt.text.slice(0, 120).replace(/\s+/g, ' '),
      value: prompt,
    }));
    const prompt = await fuzzyPick(items, {
      title: vscode.l10n.t('Conduct: prompt'),
      placeholder: vscode.l10n.t('Which prompt?'),
      ...(remembered.promptKey === undefined ? {} : { remembered: remembered.promptKey }),
      step: { number: 3, of: 3 },
    });
    return prompt?.value ?? null;
  }

  private botItems(playground: Playground): PickItem<Bot>[] {
    return playground.read.bots.list().map((bot) => {
      const model = playground.servers.model(bot.server, bot.modelId) ?? playground.read.bots.lastModel(bot.id);
      return {
        id: String(bot.id),
        label: `$(${model?.state === 'loaded' ? 'circle-filled' : 'circle-outline'}) ${bot.name}`,
        description: botDetails(bot, model),
        value: bot,
      };
    });
  }

  private remembered(): Remembered {
    return this.session.context.workspaceState.get<Remembered>('conduct', {});
  }

  private async remember(choice: Remembered): Promise<void> {
    await this.session.context.workspaceState.update('conduct', choice);
  }
}

import * as vscode from 'vscode';
import { runCommand, type Handlers } from '../../edge/commands';
import { parameterRules, parseParameter, type Bot, type BotParameters, type ParameterRule } from '../../model/bot';
import { canChat } from '../../playground';
import type { BotNode } from './botsTree';
import type { botCommands } from './commandIds';
import { botDetails } from '../../edge/botText';
import { anyBots } from '../../edge/noBots';
import { fuzzyPick, type PickItem } from '../../edge/pick';
import type { Session } from '../../edge/session';

declare module '../../edge/commands' {
  interface Commands {
    'llp.refreshBots': () => Thenable<void>;
    'llp.addBot': () => Promise<void>;
    'llp.renameBot': (target?: BotTarget) => Promise<void>;
    'llp.editParameters': (target?: BotTarget) => Promise<void>;
    'llp.duplicateBot': (target?: BotTarget) => Promise<void>;
    'llp.deleteBot': (target?: BotTarget) => Promise<void>;
    'llp.selectBot': (target?: BotTarget) => Promise<void>;
    /** The key of the server at an address; asked for where none is given. */
    'llp.setApiKey': (server?: string | BotNode) => Promise<void>;
  }
}

/** `selected`: called by key, which hands no item over; the one selected in the tree is meant. */
type BotTarget = BotNode | { botId: number } | { selected: true } | undefined;

export function botHandlers(session: Session): Required<Pick<Handlers, (typeof botCommands)[number]>> {
  return {
    'llp.refreshBots': () =>
      vscode.window.withProgress({ location: { viewId: 'llp.bots' } }, async () => {
        const playground = await session.playground();
        await playground.refreshBots();
      }),
    'llp.addBot': () => addBot(session),
    'llp.renameBot': async (target: BotTarget) => {
      const bot = await botOf(session, target);
      if (!bot) return;
      const playground = await session.playground();
      const name = await vscode.window.showInputBox({
        title: vscode.l10n.t('Rename bot'),
        value: bot.name,
        prompt: vscode.l10n.t('The name of its row on the leaderboard'),
      });
      if (name === undefined) return;
      playground.bots.rename(bot.id, name);
    },
    'llp.editParameters': async (target: BotTarget) => {
      const bot = await botOf(session, target);
      if (bot) await editParameters(session, bot);
    },
    'llp.duplicateBot': async (target: BotTarget) => {
      const bot = await botOf(session, target);
      if (!bot) return;
      const playground = await session.playground();
      const { bots } = playground.read;
      const name = await vscode.window.showInputBox({
        title: vscode.l10n.t('Duplicate bot'),
        value: bots.unusedName(`${bot.name}@copy`),
        prompt: vscode.l10n.t('Name of the copy'),
      });
      if (name === undefined) return;
      const copy = playground.bots.add({
        name,
        server: bot.server,
        modelId: bot.modelId,
        parameters: bot.parameters,
        practice: bot.practice,
      });
      await session.selectBot(copy.id);
      await editParameters(session, copy);
    },
    'llp.deleteBot': async (target: BotTarget) => {
      const bot = await botOf(session, target);
      if (bot) await deleteBot(session, bot);
    },
    'llp.selectBot': async (target: BotTarget) => {
      const bot = await botOf(session, target);
      if (bot) await session.selectBot(bot.id);
    },
    'llp.setApiKey': (server?: string | BotNode) => setApiKey(session, server),
  };
}

/** The bot a command is about: of the item it was called on, else asked for. */
export async function botOf(session: Session, target: BotTarget): Promise<Bot | null> {
  const playground = await session.playground();
  if (target && 'kind' in target && target.kind === 'bot') return target.bot;
  if (target && 'botId' in target) return playground.read.bots.get(target.botId);
  if (target && 'selected' in target && session.selectedBot()) return session.selectedBot();
  if (!(await anyBots(playground))) return null;
  const items = playground.read.bots.list().map((bot): PickItem<Bot> => ({
    id: String(bot.id),
    label: bot.name,
    description: botDetails(bot, playground.read.bots.lastModel(bot.id)),
    value: bot,
  }));
  const selected = session.selectedBotId;
  const picked = await fuzzyPick(items, {
    title: vscode.l10n.t('Bot'),
    placeholder: vscode.l10n.t('Which bot?'),
    ...(selected === null ? {} : { remembered: String(selected) }),
  });
  return picked?.value ?? null;
}

async function addBot(session: Session): Promise<void> {
  const playground = await session.playground();
  const states = await playground.refreshBots();
  const items = states.flatMap((state) =>
    state.models.filter(canChat).map((model) => ({
      id: `${state.url} ${model.id}`,
      label: model.id,
      description: [model.quantization, state.config.name ?? state.url].filter((part) => part !== null).join(' · '),
      value: { model, practice: state.adapter?.practice ?? false },
    })),
  );
  const [failed] = states.filter((state) => state.error !== null);
  if (items.length === 0 && failed?.error) throw failed.error;
  if (items.length === 0)
    throw new Error(vscode.l10n.t('The servers list no model that can chat; download one in LM Studio first.'));
  const picked = await fuzzyPick(items, {
    title: vscode.l10n.t('Add bot: model'),
    placeholder: vscode.l10n.t('Which model?'),
    step: { number: 1, of: 2 },
  });
  if (!picked) return;
  const { model, practice } = picked.value;
  const { bots } = playground.read;
  const name = await vscode.window.showInputBox({
    title: vscode.l10n.t('Add bot: name'),
    value: bots.nameFor(model.id),
    prompt: vscode.l10n.t('The name of its row on the leaderboard'),
  });
  if (name === undefined) return;
  const bot = playground.bots.add({ name, server: model.server, modelId: model.id, practice });
  await session.selectBot(bot.id);
}

/** A list of the parameters; choosing one asks for its value, until the list is left. */
async function editParameters(session: Session, bot: Bot): Promise<void> {
  const playground = await session.playground();
  let parameters: BotParameters = { ...bot.parameters };
  let last: string | undefined;
  for (;;) {
    const items = parameterRules.map((rule): PickItem<ParameterRule> => ({
      id: rule.key,
      label: vscode.l10n.t(rule.label),
      description: parameters[rule.key]?.toString().slice(0, 80) ?? vscode.l10n.t('not set'),
      detail: vscode.l10n.t(rule.description),
      value: rule,
    }));
    const picked = await fuzzyPick(items, {
      title: vscode.l10n.t('Parameters of {0}', bot.name),
      placeholder: vscode.l10n.t('Which parameter? Escape when done'),
      ...(last === undefined ? {} : { remembered: last }),
    });
    if (!picked) return;
    const rule = picked.value;
    last = rule.key;
    const text = await vscode.window.showInputBox({
      title: vscode.l10n.t(rule.label),
      value: parameters[rule.key]?.toString() ?? '',
      prompt: vscode.l10n.t('{0}. Leave it empty for the default.', vscode.l10n.t(rule.description)),
      validateInput: (value) => {
        try {
          parseParameter(rule, value);
          return null;
        } catch {
          return vscode.l10n.t('{0} must be: {1}.', vscode.l10n.t(rule.label), vscode.l10n.t(rule.description));
        }
      },
    });
    if (text === undefined) continue;
    const { [rule.key]: _replaced, ...others } = parameters;
    const value = parseParameter(rule, text);
    parameters = value === undefined ? others : { ...others, [rule.key]: value };
    playground.bots.setParameters(bot.id, parameters);
  }
}

async function deleteBot(session: Session, bot: Bot): Promise<void> {
  const playground = await session.playground();
  const answered = playground.read.runs.latestByPrompt(bot.id).size;
  const remove = vscode.l10n.t('Delete');
  if (answered > 0) {
    const chosen = await vscode.window.showWarningMessage(
      vscode.l10n.t(
        'Delete “{0}”? It leaves the lists and the leaderboard; its {1} answers, scores and files stay.',
        bot.name,
        answered,
      ),
      { modal: true },
      remove,
    );
    if (chosen !== remove) return;
  }
  playground.bots.delete(bot.id);
  const undo = vscode.l10n.t('Undo');
  const chosen = await vscode.window.showInformationMessage(vscode.l10n.t('Deleted “{0}”.', bot.name), undo);
  if (chosen !== undo) return;
  playground.bots.restore(bot.id);
}

async function setApiKey(session: Session, target?: string | BotNode): Promise<void> {
  const playground = await session.playground();
  let url = typeof target === 'string' ? target : target?.kind === 'server' ? target.state.url : undefined;
  if (url === undefined) {
    const items = playground.servers
      .list()
      .map((state) => ({ id: state.url, label: state.config.name ?? state.url, value: state.url }));
    url =
      items.length === 1
        ? items[0]?.value
        : (await fuzzyPick(items, { title: vscode.l10n.t('API key'), placeholder: vscode.l10n.t('Of which server?') }))
            ?.value;
  }
  if (url === undefined) return;
  const key = await vscode.window.showInputBox({
    title: vscode.l10n.t('API key for {0}', url),
    prompt: vscode.l10n.t('It is kept in the editor’s secret storage. Leave it empty to forget it.'),
    password: true,
    ignoreFocusOut: true,
  });
  if (key === undefined) return;
  await session.setApiKey(url, key.trim());
  await runCommand('llp.refreshBots');
}

import * as vscode from 'vscode';
import type { TournamentChoice } from '../../queue/prompts/plan';
import { parameterRules, parseParameter, type Bot } from '../../model/bot';
import type { Prompt } from '../../model/prompt';
import type { Playground } from '../../playground';
import { codePrompt } from '../../playground/evaluator';
import { botDetails } from '../../edge/botText';
import { errorText } from '../../edge/errorText';
import { anyBots } from '../../edge/noBots';

interface Item<T> extends vscode.QuickPickItem {
  value: T;
}

const steps = 5;

/** Bots → prompts → repeats → temperatures → loading. Undefined when the person leaves it. */
export async function chooseTournament(playground: Playground, preset: Bot[]): Promise<TournamentChoice | undefined> {
  const bots = await chooseBots(playground, preset);
  const prompts = bots && (await choosePrompts(playground));
  const repeats = prompts && (await askRepeats());
  const temperatures = repeats === undefined ? undefined : await askTemperatures();
  if (!bots || !prompts || repeats === undefined || temperatures === undefined) return undefined;
  const rows = bots.length * Math.max(1, temperatures.length) * repeats;
  const options = await chooseOptions(rows, prompts);
  return options && { bots, prompts, repeats, temperatures, options };
}

async function chooseBots(playground: Playground, preset: Bot[]): Promise<Bot[] | undefined> {
  if (!(await anyBots(playground))) return undefined;
  const items = playground.read.bots.list().map((bot): Item<Bot> => {
    const model = playground.servers.model(bot.server, bot.modelId) ?? playground.read.bots.lastModel(bot.id);
    return { label: bot.name, description: botDetails(bot, model), value: bot };
  });
  return pickMany(items, {
    title: vscode.l10n.t('Tournament: bots'),
    placeholder: vscode.l10n.t('Which bots compete?'),
    step: 1,
    picked: ({ value }) => preset.some(({ id }) => id === value.id),
    none: vscode.l10n.t('Choose at least one bot.'),
  });
}

/** Whole categories, or with the button single prompts. */
async function choosePrompts(playground: Playground): Promise<Prompt[] | undefined> {
  const { categories } = playground.suites;
  const single: vscode.QuickInputButton = {
    iconPath: new vscode.ThemeIcon('list-tree'),
    tooltip: vscode.l10n.t('Choose single prompts'),
  };
  const whole = categories.map((category): Item<Prompt[]> => ({
    label: category.title,
    description: vscode.l10n.t('{0} prompts · {1} points', category.prompts.length, category.points),
    value: category.prompts,
  }));
  const shared = {
    title: vscode.l10n.t('Tournament: prompts'),
    step: 2,
    none: vscode.l10n.t('Choose at least one prompt.'),
  };
  const chosen = await pickMany(whole, {
    ...shared,
    placeholder: vscode.l10n.t('Which categories? The button above lists single prompts.'),
    picked: () => true,
    button: single,
  });
  if (chosen !== 'button') return chosen?.flat();
  const items = categories.flatMap((category) =>
    category.prompts.map((prompt): Item<Prompt> => ({
      label: prompt.title,
      description: vscode.l10n.t('{0} · {1} points', category.title, prompt.points),
      value: prompt,
    })),
  );
  const placeholder = vscode.l10n.t('Which prompts?');
  return pickMany(items, { ...shared, placeholder, picked: () => false });
}

async function askRepeats(): Promise<number | undefined> {
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t('Tournament: repeats ({0}/{1})', 3, steps),
    prompt: vscode.l10n.t('How many times to run each prompt? Repeats get their own rows (#2, #3 …).'),
    value: '1',
    validateInput: (value) => (/^[1-9]\d?$/.test(value.trim()) ? null : vscode.l10n.t('A whole number from 1 to 99.')),
  });
  return text === undefined ? undefined : Number(text);
}

async function askTemperatures(): Promise<number[] | undefined> {
  const rule = parameterRules.find(({ key }) => key === 'temperature');
  if (!rule) return [];
  const read = (text: string): number[] =>
    text
      .split(/[\s;]+|,\s+/)
      .map((part) => parseParameter(rule, part))
      .filter((value) => typeof value === 'number');
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t('Tournament: temperatures ({0}/{1})', 4, steps),
    prompt: vscode.l10n.t('Temperatures, each a row of its own, e.g. 0.3 0.7 1. Empty: as each bot has it.'),
    validateInput: (value) => {
      try {
        read(value);
        return null;
      } catch (error) {
        return errorText(error);
      }
    },
  });
  return text === undefined ? undefined : read(text);
}

async function chooseOptions(rows: number, prompts: Prompt[]): Promise<TournamentChoice['options'] | undefined> {
  const settings = vscode.workspace.getConfiguration('llp');
  const evaluates = settings.get('evaluate.automatic', false);
  const hasCode = vscode.workspace.isTrusted && prompts.some(({ id }) => id === codePrompt);
  const items: Item<'load' | 'unloadOthers' | 'cold' | 'evaluate'>[] = [
    {
      label: vscode.l10n.t('Load each model and unload it after'),
      detail: vscode.l10n.t(
        'If the server supports it. Context: the bot’s setting, else 32,768 or the model’s maximum.',
      ),
      value: 'load',
    },
    {
      label: vscode.l10n.t('Unload what else is in memory first'),
      detail: vscode.l10n.t('Also models that you have loaded yourself.'),
      value: 'unloadOthers',
    },
    {
      label: vscode.l10n.t('Defeat the prompt cache'),
      detail: vscode.l10n.t('Adds a random prefix so that caching cannot shorten the time to first token.'),
      value: 'cold',
    },
  ];
  if (hasCode)
    items.push({
      label: vscode.l10n.t('Evaluate code as answers come in'),
      detail: vscode.l10n.t('Compiles and runs it in a sandbox, in the same queue. LLP asks you once first.'),
      value: 'evaluate',
    });
  const chosen = await pickMany(items, {
    title: vscode.l10n.t(
      'Tournament: {0} rows × {1} prompts = {2} answers',
      rows,
      prompts.length,
      rows * prompts.length,
    ),
    placeholder: vscode.l10n.t('Options (Enter starts the tournament)'),
    step: 5,
    picked: ({ value }) => value === 'load' || (value === 'evaluate' && evaluates),
  });
  if (!chosen) return undefined;
  const evaluate = chosen.includes('evaluate');
  if (hasCode && evaluate !== evaluates) await settings.update('evaluate.automatic', evaluate, settingsPlace());
  return {
    load: chosen.includes('load') ? 'auto' : 'off',
    unloadOthers: chosen.includes('unloadOthers'),
    cold: chosen.includes('cold'),
    stream: settings.get('conduct.stream', true),
  };
}

/** In a folder a choice is this folder's. */
function settingsPlace(): vscode.ConfigurationTarget {
  const { Workspace, Global } = vscode.ConfigurationTarget;
  return vscode.workspace.workspaceFolders === undefined ? Global : Workspace;
}

interface PickManyOptions<T> {
  title: string;
  placeholder: string;
  step: number;
  picked: (item: Item<T>) => boolean;
  /** What is said when nothing is chosen; absent where nothing is a choice too. */
  none?: string;
}

function pickMany<T>(items: Item<T>[], options: PickManyOptions<T>): Promise<T[] | undefined>;
function pickMany<T>(
  items: Item<T>[],
  options: PickManyOptions<T> & { button: vscode.QuickInputButton },
): Promise<T[] | 'button' | undefined>;
function pickMany<T>(
  items: Item<T>[],
  options: PickManyOptions<T> & { button?: vscode.QuickInputButton },
): Promise<T[] | 'button' | undefined> {
  const picker = vscode.window.createQuickPick<Item<T>>();
  picker.title = options.title;
  picker.placeholder = options.placeholder;
  picker.step = options.step;
  picker.totalSteps = steps;
  picker.canSelectMany = true;
  picker.matchOnDescription = true;
  picker.matchOnDetail = true;
  picker.items = items;
  picker.selectedItems = items.filter(options.picked);
  if (options.button) picker.buttons = [options.button];
  return new Promise<T[] | 'button' | undefined>((resolve) => {
    picker.onDidTriggerButton(() => resolve('button'));
    picker.onDidAccept(() => {
      if (picker.selectedItems.length > 0 || options.none === undefined)
        resolve(picker.selectedItems.map(({ value }) => value));
      else void vscode.window.showWarningMessage(options.none);
    });
    picker.onDidHide(() => resolve(undefined));
    picker.show();
  }).finally(() => picker.dispose());
}

import * as vscode from 'vscode';
import { runCommand } from '../../edge/commands';
import type { Bot } from '../../model/bot';
import type { SearchHit } from '../../model/search';
import type { Playground } from '../../playground';
import { botDetails } from '../../edge/botText';
import { inertText } from '../../ui/inertText';
import { matchBots, type BotMatch } from './botMatches';
import type { Session } from '../../edge/session';

const mostFound = 100;
/** Only a search that takes longer is shown as one. */
const patienceMs = 300;

/** What is done with a bot from its row. */
type BotCommand = 'llp.conduct' | 'llp.details' | 'llp.editParameters' | 'llp.renameBot' | 'llp.deleteBot';
interface Action extends vscode.QuickInputButton {
  command: BotCommand;
  /** The list comes back afterwards, with what was typed. */
  comesBack: boolean;
}
type BotItem = vscode.QuickPickItem & { bot: Bot };

/** Finds a bot by any word of its name, model, notes or facts; the buttons of a row act on it. */
export async function findBot(session: Session, text = ''): Promise<void> {
  const playground = await session.playground();
  const actions = botActions();
  const chosen = await pickBot(playground, actions, text, session.selectedBotId);
  if (!chosen) return;
  const { bot, action } = chosen;
  if (!action) {
    await session.selectBot(bot.id);
    await runCommand('llp.internal.revealBot', { botId: bot.id, focus: true });
    return;
  }
  await runCommand(action.command, { botId: bot.id });
  if (action.comesBack) await findBot(session, chosen.text);
}

interface Chosen {
  bot: Bot;
  action: Action | null;
  text: string;
}

async function pickBot(
  playground: Playground,
  buttons: Action[],
  text: string,
  selected: number | null,
): Promise<Chosen | null> {
  const picker = vscode.window.createQuickPick<BotItem>();
  picker.title = vscode.l10n.t('Find bot');
  picker.placeholder = vscode.l10n.t('A word of its name, model, notes or facts');
  const bots = playground.read.bots.list();
  const details = new Map<number, string>();
  const describe = (bot: Bot): string => {
    const known = details.get(bot.id) ?? botDetails(bot, playground.read.bots.lastModel(bot.id));
    details.set(bot.id, known);
    return known;
  };
  let searching: AbortController | null = null;
  const fill = async (typed: string): Promise<void> => {
    searching?.abort();
    const own = new AbortController();
    searching = own;
    const timer = setTimeout(() => (picker.busy = true), patienceMs);
    const hits = await searchBots(playground, typed, own.signal);
    clearTimeout(timer);
    if (own.signal.aborted) return;
    picker.busy = false;
    picker.items = matchBots(typed, bots, hits).map((match) => itemOf(match, describe(match.bot), buttons));
    const before = typed.trim() === '' ? picker.items.find(({ bot }) => bot.id === selected) : undefined;
    if (before) picker.activeItems = [before];
  };
  try {
    return await new Promise((resolve) => {
      picker.onDidChangeValue((typed) => void fill(typed));
      picker.onDidAccept(() => {
        const [item] = picker.selectedItems;
        if (item) resolve({ bot: item.bot, action: null, text: picker.value });
      });
      picker.onDidTriggerItemButton(({ item, button }) => {
        const action = buttons.find((other) => other === button) ?? null;
        if (action) resolve({ bot: item.bot, action, text: picker.value });
      });
      picker.onDidHide(() => resolve(null));
      picker.value = text;
      picker.show();
      void fill(text);
    });
  } finally {
    (searching as AbortController | null)?.abort();
    picker.dispose();
  }
}

/** Nothing where it was superseded or failed: names are still found by likeness. */
async function searchBots(playground: Playground, text: string, signal: AbortSignal): Promise<SearchHit[]> {
  if (text.trim() === '') return [];
  try {
    return await playground.searchInBackground(text, { in: 'bots', limit: mostFound }, signal);
  } catch {
    return [];
  }
}

function itemOf({ bot, snippet }: BotMatch, description: string, buttons: Action[]): BotItem {
  return {
    label: plain(bot.name),
    description: plain(description),
    ...(snippet === null ? {} : { detail: plain(snippet) }),
    // The list must not filter again what was found.
    alwaysShow: true,
    buttons,
    bot,
  };
}

/** Others wrote it: no icon, no hidden character. */
function plain(text: string): string {
  return inertText(text).replaceAll('$(', '\\$(');
}

function botActions(): Action[] {
  const action = (command: BotCommand, icon: string, tooltip: string, comesBack = false): Action => ({
    command,
    iconPath: new vscode.ThemeIcon(icon),
    tooltip,
    comesBack,
  });
  return [
    action('llp.conduct', 'play', vscode.l10n.t('Conduct…')),
    action('llp.details', 'info', vscode.l10n.t('Details')),
    action('llp.editParameters', 'settings', vscode.l10n.t('Edit Parameters…'), true),
    action('llp.renameBot', 'edit', vscode.l10n.t('Rename Bot…'), true),
    // It stays open with its offer to undo, so there is nothing to come back from.
    action('llp.deleteBot', 'trash', vscode.l10n.t('Delete Bot')),
  ];
}

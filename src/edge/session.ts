import { isAbsolute, join } from 'node:path';
import * as vscode from 'vscode';
import type { Bot } from '../model/bot';
import { parseServerConfigs } from '../model/serverConfig';
import type { ServerConfig } from '../model/server';
import { defaultLimits, Playground, type Change, type Limits } from '../playground';
import type { SuiteSet } from '../playground/suiteSet';
import { lmStudioUrl } from '../servers/lmStudio/home';
import { runCommand } from './commands';
import { coreText } from './coreText';
import { Disposables } from './disposables';
import { liveBenchPlaces } from './liveBenchPlaces';

/** What the parts of the edge share: the playground, opened when it is first needed, and the person's selection. */
export class Session extends Disposables {
  private opening: Promise<Playground> | null = null;
  private opened: Playground | null = null;
  private readonly changed = this.own(new vscode.EventEmitter<Change | 'selection'>());
  /** Fires after each change in the playground or of the selection. */
  readonly onDidChange = this.changed.event;
  /** Address of the practice server this window has started, or null. */
  practiceUrl: string | null = null;
  /** Where LM Studio says that it listens, for those who have set no servers. */
  private lmStudio: string | null = null;

  constructor(
    readonly context: vscode.ExtensionContext,
    readonly log: vscode.LogOutputChannel,
  ) {
    super();
    this.atEnd(() => this.close());
  }

  get workspace(): string | null {
    return vscode.workspace.workspaceFolders?.find((folder) => folder.uri.scheme === 'file')?.uri.fsPath ?? null;
  }

  /** Opens the database on first use. Throws `StoreError`; a later call tries again. */
  playground(): Promise<Playground> {
    this.opening ??= this.open().catch((error: unknown) => {
      this.opening = null;
      throw error;
    });
    return this.opening;
  }

  /** The playground if it is open already. */
  get current(): Playground | null {
    return this.opened;
  }

  get databaseFile(): string {
    const custom = vscode.workspace.getConfiguration('llp').get<string>('database.path', '').trim();
    const base = this.workspace ?? this.context.globalStorageUri.fsPath;
    if (custom !== '') return isAbsolute(custom) ? custom : join(base, custom);
    return this.workspace === null ? join(base, 'playground.db') : join(base, '.llp', 'playground.db');
  }

  serverConfigs(): ServerConfig[] {
    const chosen = vscode.workspace.getConfiguration('llp').inspect('servers');
    const value = chosen?.workspaceFolderValue ?? chosen?.workspaceValue ?? chosen?.globalValue;
    const configs = parseServerConfigs(value, this.lmStudio ?? undefined);
    const practice = this.practiceUrl;
    return practice === null || configs.some((config) => config.url === practice)
      ? configs
      : [...configs, { url: practice }];
  }

  /** Takes changed settings over. */
  configureServers(): void {
    this.opened?.servers.configure(this.serverConfigs());
    this.changed.fire('servers');
  }

  async apiKey(url: string): Promise<string | undefined> {
    return this.context.secrets.get(apiKeyName(url));
  }

  /** A bot that was imported brings its server's address with it: prompts go there once the person has said so. */
  private async confirmServer(url: string): Promise<boolean> {
    const known = this.context.globalState.get<string[]>(confirmedServers, []);
    if (known.includes(url)) return true;
    const send = vscode.l10n.t('Send prompts');
    const chosen = await vscode.window.showWarningMessage(
      vscode.l10n.t('The server {0} of this bot is none of your servers. Send prompts to it?', url),
      { modal: true, detail: vscode.l10n.t('The bot was imported, or its server was taken out of the settings.') },
      send,
    );
    if (chosen !== send) return false;
    await this.context.globalState.update(confirmedServers, [...known, url]);
    return true;
  }

  async setApiKey(url: string, key: string): Promise<void> {
    if (key === '') await this.context.secrets.delete(apiKeyName(url));
    else await this.context.secrets.store(apiKeyName(url), key);
    this.opened?.servers.forget(url);
  }

  get selectedBotId(): number | null {
    return this.context.workspaceState.get<number | null>('selectedBot', null);
  }

  /** The bot whose progress the prompts show, if it still exists. */
  selectedBot(): Bot | null {
    const id = this.selectedBotId;
    const bot = id === null ? null : (this.opened?.read.bots.get(id) ?? null);
    return bot?.deletedAt === null ? bot : null;
  }

  async selectBot(id: number): Promise<void> {
    if (id === this.selectedBotId) return;
    await this.context.workspaceState.update('selectedBot', id);
    this.changed.fire('selection');
  }

  private async open(): Promise<Playground> {
    this.lmStudio ??= await lmStudioUrl();
    const playground = await Playground.open({
      workspace: this.workspace,
      databaseFile: this.databaseFile,
      bundledSuites: join(this.context.extensionPath, 'suites'),
      servers: this.serverConfigs(),
      apiKey: (url) => this.apiKey(url),
      confirmServer: (url) => this.confirmServer(url),
      environment: {},
      liveBenchPlaces,
      onProblem: (problem) =>
        this.log.warn(problem instanceof Error ? (problem.stack ?? problem.message) : String(problem)),
      limits: limitsOf(),
      codeLanguage: codeLanguage(),
      automaticChecks: vscode.workspace.getConfiguration('llp').get('checks.automatic', true),
      reasoningTags: vscode.workspace.getConfiguration('llp').get<[string, string][]>('conduct.reasoningTags', []),
      onNotice: (sentence) => {
        this.log.info(sentence);
        void vscode.window.showInformationMessage(coreText(sentence));
      },
    });
    playground.onDidChange((change) => this.changed.fire(change));
    this.opened = playground;
    this.log.info(`Opened ${this.databaseFile}`);
    void this.tellIfEmptied(playground);
    // Not before the views are filled: copying the database can wait.
    setTimeout(() => void this.backUp(playground), 10_000);
    return playground;
  }

  /** Closes the database and opens it anew, e.g. after its file was replaced. */
  async reopen(): Promise<void> {
    this.close();
    await this.playground();
    for (const change of ['bots', 'suites', 'runs', 'scores', 'tournaments'] as const) this.changed.fire(change);
  }

  /** Lets go of the database; what needs it next opens it again. */
  close(): void {
    this.opened?.close();
    this.opened = null;
    this.opening = null;
  }

  private async tellIfEmptied(playground: Playground): Promise<void> {
    if (!(await playground.isUnexpectedlyEmpty())) return;
    const restore = vscode.l10n.t('Restore backup');
    const chosen = await vscode.window.showWarningMessage(
      vscode.l10n.t('The database is empty, though results had been stored in it. Restore the latest backup.'),
      restore,
    );
    if (chosen === restore) await runCommand('llp.restoreBackup');
  }

  private async backUp(playground: Playground): Promise<void> {
    try {
      if (this.opened !== playground) return;
      const file = await playground.backUpIfDue();
      if (file !== null) this.log.info(`Backed the database up to ${file}`);
    } catch (error) {
      this.log.warn(`The database could not be backed up: ${String(error)}`);
    }
  }
}

const confirmedServers = 'confirmedServers';

function apiKeyName(url: string): string {
  return `llp.apiKey:${url}`;
}

function limitsOf(): Limits {
  const settings = vscode.workspace.getConfiguration('llp');
  return {
    answerCharacters: settings.get('conduct.maxAnswerCharacters', defaultLimits.answerCharacters),
    logBytes: settings.get('conduct.maxLogMegabytes', defaultLimits.logBytes / 1_048_576) * 1_048_576,
    allLogBytes: settings.get('logs.maxMegabytes', defaultLimits.allLogBytes / 1_048_576) * 1_048_576,
  };
}

/** In which language the task of the evaluator asks for a program. */
export function codeLanguage(): SuiteSet['codeLanguage'] {
  return vscode.workspace.getConfiguration('llp').get('evaluate.language', 'go');
}

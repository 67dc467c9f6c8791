import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { runCommand, setContext } from '../commands';
import { Disposables } from '../disposables';
import { errorText } from '../errorText';
import { plainAddress } from './address';
import { reopenCommand, type Reopening } from './reopen';
import type { Playground } from '../../playground';
import type { CommonHostMethods } from '../../ui/methods';
import { pageHtml } from './page';
import { Rpc, type Methods } from '../../ui/rpc';
import { translate, type Strings } from '../../ui/strings';
import { pageStrings } from '../../ui/pageStrings';

/** What a panel needs of the extension. `playground` is asked anew each time: it may have been reopened. */
export interface PanelDeps {
  extensionUri: vscode.Uri;
  playground: () => Playground;
  playgroundIfOpen: () => Playground | null;
  /** Resolves when the playground is open: a tab that comes back after a reload asks before that. */
  ready: () => Promise<unknown>;
  state: vscode.Memento;
  /** Where each kind of tab says how it is opened anew. */
  reopening: Reopening;
  log: Pick<vscode.LogOutputChannel, 'error' | 'warn' | 'info'>;
}

export interface PanelDefinition {
  viewType: string;
  /** Names `dist/webviews/<name>.js` and `.css`. */
  name: string;
  title: string;
  strings: Strings;
}

/** What a page lives in: an editor tab, or a view of the side bar. */
export type Surface = vscode.WebviewPanel | vscode.WebviewView;

const parts = new Map<string, string>();

/** A file of the bundle; each is read once. */
function readPart(dist: vscode.Uri, ...path: string[]): string {
  const file = join(dist.fsPath, ...path);
  const known = parts.get(file);
  if (known !== undefined) return known;
  const text = readFileSync(file, 'utf8');
  parts.set(file, text);
  return text;
}

/**
 * The VS Code side of one webview: its page under a strict policy, its typed channel, and its life.
 * A hidden page is thrown away by VS Code; when it is shown again it says `ready` again and is filled anew.
 */
export abstract class PanelHost<
  Host extends Methods,
  Ui extends Methods,
  Content,
  Frame extends Surface = vscode.WebviewPanel,
  First extends object = object,
> extends Disposables {
  /** Pages that have the keyboard now; there is one at most, but its coming may be told before the other's going. */
  private static readonly focused = new Set<object>();
  /** Those in which text is being typed. */
  private static readonly typing = new Set<object>();
  protected readonly rpc: Rpc<Host & CommonHostMethods<Content>, Ui>;
  /** False until the page has said `ready`, and again while it is hidden. */
  protected isReady = false;
  protected disposed = false;
  private focus: 'none' | 'grid' | 'text' = 'none';
  private stopListening: () => void = () => undefined;

  constructor(
    protected readonly panel: Frame,
    protected readonly deps: PanelDeps,
    definition: PanelDefinition,
  ) {
    super();
    const dist = vscode.Uri.joinPath(deps.extensionUri, 'dist');
    panel.webview.options = { enableScripts: true, localResourceRoots: [dist], enableCommandUris: [reopenCommand] };
    const common: CommonHostMethods<Content> = {
      ready: () => this.onPageReady(),
      focus: (where) => {
        this.focus = where;
        this.updateFocus();
      },
      exportResults: () => {
        const settings = vscode.workspace.getConfiguration('llp');
        if (!settings.get('keyboard.giveBackKeys', false)) void runCommand('llp.export');
      },
      failed: (message) => deps.log.error(`${definition.name}: ${message}`),
    };
    this.rpc = new Rpc<Host & CommonHostMethods<Content>, Ui>(
      (message) => void panel.webview.postMessage(message),
      { ...this.handlers(), ...common },
      (error) =>
        deps.log.warn(`${definition.name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`),
      errorText,
    );
    this.own(
      panel.webview.onDidReceiveMessage((message: unknown) => void this.rpc.receive(message)),
      ('onDidChangeViewState' in panel ? panel.onDidChangeViewState : panel.onDidChangeVisibility)(() => {
        if (!panel.visible) {
          this.isReady = false;
          this.focus = 'none';
        }
        this.updateFocus();
      }),
      panel.onDidDispose(() => this.dispose()),
    );
    this.atEnd(() => this.end());
    const strings = translate({ ...definition.strings, ...pageStrings }, (text) => vscode.l10n.t(text));
    const first = this.first();
    const uri = (...path: string[]) => panel.webview.asWebviewUri(vscode.Uri.joinPath(dist, ...path)).toString();
    panel.webview.html = pageHtml({
      nonce: randomBytes(16).toString('base64'),
      cspSource: panel.webview.cspSource,
      script: readPart(dist, 'webviews', `${definition.name}.js`),
      styles: [
        // By a function, as a path may hold what `replace` reads as a pattern.
        readPart(dist, 'codicon.css').replace(/url\("\.\/codicon\.ttf[^"]*"\)/, () => `url("${uri('codicon.ttf')}")`),
        readPart(dist, 'webviews', `${definition.name}.css`),
      ],
      title: definition.title,
      language: vscode.env.language,
      data: { view: definition.viewType, strings, first },
      markup: first && this.markup(first, strings),
    });
  }

  /** VS Code keeps the context of an extension host that ended: begin with that nothing of ours has the keyboard. */
  static resetFocus(): void {
    for (const key of ['llp.pageFocus', 'llp.textFocus', 'llp.leaderboardFocus', 'llp.rowSelected'] as const)
      void setContext(key, false);
  }

  /** What the page may ask of this panel. Called once, from the constructor: read fields only inside the handlers. */
  protected abstract handlers(): Host;
  /** What the page is born with, where something is at hand. Called once, from the constructor, like `handlers`. */
  protected first(): First | null {
    return null;
  }
  /** The same as HTML, to be seen before the page's script has run. */
  protected markup(_first: First, _strings: Strings): string | null {
    return null;
  }
  /** All that the page shows. May throw a sentence, which the page then shows with a way to try again. */
  protected abstract content(): Content | Promise<Content>;
  /** Something in the playground changed while the page is shown. */
  protected onChange(_change: Parameters<Parameters<Playground['onDidChange']>[0]>[0]): void {}
  /** The keyboard came, went, or moved between text and the rest. */
  protected onFocus(): void {}
  protected onDispose(): void {}

  private async onPageReady(): Promise<Content> {
    await this.deps.ready();
    this.stopListening();
    this.isReady = true;
    this.stopListening = this.deps.playground().onDidChange((change) => {
      if (this.isReady) this.onChange(change);
    });
    return this.content();
  }

  /** True while keys pressed are for this page and are not text. */
  protected get hasKeys(): boolean {
    return this.isFocused && this.focus !== 'text';
  }

  /** A panel stays active while the keyboard is in the side bar: only its page knows whether it has it. */
  private get isFocused(): boolean {
    return !this.disposed && this.panel.visible && this.focus !== 'none';
  }

  private updateFocus(): void {
    const mark = (pages: Set<object>, isIn: boolean): boolean => {
      if (isIn) pages.add(this);
      else pages.delete(this);
      return pages.size > 0;
    };
    const focused = mark(PanelHost.focused, this.isFocused);
    const typing = mark(PanelHost.typing, this.isFocused && this.focus === 'text');
    void setContext('llp.pageFocus', focused);
    void setContext('llp.textFocus', typing);
    this.onFocus();
  }

  private end(): void {
    this.disposed = true;
    this.isReady = false;
    this.updateFocus();
    this.stopListening();
    this.rpc.close();
    this.onDispose();
  }
}

/** Creates a panel beside nothing in particular: in the active group, or where the serializer put it. */
export function createPanel(
  viewType: string,
  title: string,
  deps: PanelDeps,
  column = vscode.ViewColumn.Active,
): vscode.WebviewPanel {
  return vscode.window.createWebviewPanel(viewType, title, column, {
    enableScripts: true,
    localResourceRoots: [vscode.Uri.joinPath(deps.extensionUri, 'dist')],
    enableCommandUris: [reopenCommand],
  });
}

/** Opens an address that stood in a model's answer, after showing it in full and asking. Other schemes are refused. */
export async function openLinkAsked(address: string): Promise<void> {
  const url = plainAddress(address);
  const open = vscode.l10n.t('Open');
  const copy = vscode.l10n.t('Copy');
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t('Open this address? A model wrote it.'),
    { modal: true, detail: url },
    open,
    copy,
  );
  // As a text: made of a `Uri` it would be decoded and encoded once more, and could become another address than shown.
  if (chosen === open) await vscode.env.openExternal(url as unknown as vscode.Uri);
  else if (chosen === copy) await vscode.env.clipboard.writeText(url);
}

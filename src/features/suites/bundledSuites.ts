import { readFile, stat } from 'node:fs/promises';
import { dirname, sep } from 'node:path';
import * as vscode from 'vscode';
import { ReadOnlyFiles } from '../../edge/readOnlyFiles';
import type { Session } from '../../edge/session';
import { bundledSuites, bundledSuiteScheme } from '../../edge/suiteUri';

/** The suites that come with LLP as files that nobody can type into; whoever begins to is offered a copy of their own. */
export function registerBundledSuites(session: Session): vscode.Disposable {
  const message = new vscode.MarkdownString(
    vscode.l10n.t(
      'These prompts come with LLP and cannot be edited here. {0}',
      `[${vscode.l10n.t('Copy to workspace to edit')}](command:llp.copySuites)`,
    ),
  );
  message.isTrusted = { enabledCommands: ['llp.copySuites'] };
  return vscode.workspace.registerFileSystemProvider(bundledSuiteScheme, new BundledSuites(session), {
    isCaseSensitive: true,
    isReadonly: message,
  });
}

class BundledSuites extends ReadOnlyFiles {
  readonly onDidChangeFile: vscode.Event<vscode.FileChangeEvent[]> = () => new vscode.Disposable(() => undefined);

  constructor(private readonly session: Session) {
    super();
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const { mtimeMs, ctimeMs, size } = await stat(this.fileOf(uri)).catch(() => notThere(uri));
    const permissions = vscode.FilePermission.Readonly;
    return { type: vscode.FileType.File, ctime: ctimeMs, mtime: mtimeMs, size, permissions };
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    return readFile(this.fileOf(uri)).catch(() => notThere(uri));
  }

  /** Only suites: an address may be made up by anybody. */
  private fileOf(uri: vscode.Uri): string {
    const file = uri.fsPath;
    const isSuite = dirname(file) === bundledSuites(this.session) && file.endsWith('.md') && !file.includes(`..${sep}`);
    return isSuite ? file : notThere(uri);
  }
}

function notThere(uri: vscode.Uri): never {
  throw vscode.FileSystemError.FileNotFound(uri);
}

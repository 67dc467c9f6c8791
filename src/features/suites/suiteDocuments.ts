import { basename, dirname, join } from 'node:path';
import * as vscode from 'vscode';
import type { Session } from '../../edge/session';
import { bundledSuites, bundledSuiteScheme } from '../../edge/suiteUri';
import { parseHeading } from '../../suites/heading';
import { layoutOf, type PromptPlace, type SuiteLayout } from '../../suites/layout';
import { loadSharedPrompts, sharedPromptsFile } from '../../suites/load';
import type { SharedPrompts } from '../../suites/systemPrompt';

/** Suite files on the disk; `SuiteDocuments.has` then tells those of this workspace from any other folder's. */
export const suiteSelector: vscode.DocumentSelector = ['file', bundledSuiteScheme].map((scheme) => ({
  scheme,
  language: 'markdown',
  pattern: '**/suites/*.md',
}));

/** Which documents are suites, and what they hold, read once for each version of the text. */
export class SuiteDocuments {
  private readonly read = new WeakMap<vscode.TextDocument, { version: number; source: string; layout: SuiteLayout }>();

  constructor(readonly session: Session) {}

  /** A suite of the workspace, or one that came with LLP. */
  has({ uri }: vscode.TextDocument): boolean {
    const name = basename(uri.fsPath);
    return this.isAmongSuites(uri) && name.endsWith('.md') && name !== sharedPromptsFile && !/^readme\.md$/i.test(name);
  }

  /** The shared system prompts beside the suites. */
  isShared({ uri }: vscode.TextDocument): boolean {
    return this.isAmongSuites(uri) && basename(uri.fsPath) === sharedPromptsFile;
  }

  layout(document: vscode.TextDocument): { source: string; layout: SuiteLayout } {
    const known = this.read.get(document);
    if (known?.version === document.version) return known;
    const source = document.getText();
    const fresh = { version: document.version, source, layout: layoutOf(source) };
    this.read.set(document, fresh);
    return fresh;
  }

  async shared(document: vscode.TextDocument): Promise<SharedPrompts> {
    return (await loadSharedPrompts(dirname(document.uri.fsPath))).prompts;
  }

  /** The sound prompts of a document with the category they belong to; empty while the playground is not open. */
  prompts(document: vscode.TextDocument): { place: PromptPlace; categoryId: string; promptId: string }[] {
    const playground = this.session.current;
    const category = playground?.suites.categories.find(({ file }) => samePath(file, document.uri.fsPath));
    if (!category) return [];
    return this.layout(document).layout.prompts.flatMap((place) => {
      const heading = parseHeading(place.heading.title);
      return 'id' in heading ? [{ place, categoryId: category.id, promptId: heading.id }] : [];
    });
  }

  private isAmongSuites(uri: vscode.Uri): boolean {
    if (uri.scheme !== 'file' && uri.scheme !== bundledSuiteScheme) return false;
    const { workspace } = this.session;
    const folders = [bundledSuites(this.session), ...(workspace === null ? [] : [join(workspace, 'suites')])];
    return folders.some((folder) => samePath(folder, dirname(uri.fsPath)));
  }
}

export function rangeOf(document: vscode.TextDocument, span: { start: number; end: number }): vscode.Range {
  return new vscode.Range(document.positionAt(span.start), document.positionAt(span.end));
}

/** Drive letters come in both cases on Windows. */
function samePath(a: string, b: string): boolean {
  return vscode.Uri.file(a).fsPath === vscode.Uri.file(b).fsPath;
}

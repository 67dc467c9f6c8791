import * as vscode from 'vscode';
import { completionsAt, type Completion } from '../../suites/tools/completions';
import { rangeOf, type SuiteDocuments } from './suiteDocuments';

const kinds: Record<Completion['kind'], vscode.CompletionItemKind> = {
  key: vscode.CompletionItemKind.Property,
  reference: vscode.CompletionItemKind.Reference,
  attribute: vscode.CompletionItemKind.Field,
  section: vscode.CompletionItemKind.Struct,
};

/** Keys, shared system prompts, heading attributes and rubrics that add up. */
export class SuiteCompletions implements vscode.CompletionItemProvider {
  static readonly triggers = ['@', '{', '#', '-', ' '];

  constructor(private readonly suites: SuiteDocuments) {}

  async provideCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<vscode.CompletionItem[]> {
    if (!this.suites.has(document)) return [];
    const categories = this.suites.session.current?.suites.categories ?? [];
    const taken = new Set(categories.flatMap((category) => category.prompts.map((prompt) => prompt.id)));
    const shared = await this.suites.shared(document);
    const source = document.getText();
    const found = completionsAt(source, document.offsetAt(position), shared, taken);
    return found.map((completion, index) => {
      const item = new vscode.CompletionItem(completion.label, kinds[completion.kind]);
      item.detail = completion.detail;
      item.insertText = new vscode.SnippetString(completion.insert);
      item.range = rangeOf(document, completion);
      item.filterText = source.slice(completion.start, completion.end) + completion.label;
      item.sortText = String(index).padStart(3, '0');
      return item;
    });
  }
}

import * as vscode from 'vscode';
import { suiteFolds } from '../../suites/tools/folds';
import { suiteSymbols, type SuiteSymbol } from '../../suites/tools/symbols';
import { rangeOf, type SuiteDocuments } from './suiteDocuments';

const kinds: Record<SuiteSymbol['kind'], vscode.SymbolKind> = {
  category: vscode.SymbolKind.Package,
  group: vscode.SymbolKind.Namespace,
  prompt: vscode.SymbolKind.Event,
  system: vscode.SymbolKind.Interface,
  rubric: vscode.SymbolKind.Struct,
  item: vscode.SymbolKind.Field,
};

/** Category → groups → prompts → system prompt and rubric, in the outline and as folds. */
export class SuiteOutline implements vscode.DocumentSymbolProvider, vscode.FoldingRangeProvider {
  constructor(private readonly suites: SuiteDocuments) {}

  provideDocumentSymbols(document: vscode.TextDocument): vscode.DocumentSymbol[] {
    if (!this.suites.has(document)) return [];
    const { source, layout } = this.suites.layout(document);
    return suiteSymbols(source, layout).map((symbol) => toSymbol(document, symbol));
  }

  provideFoldingRanges(document: vscode.TextDocument): vscode.FoldingRange[] {
    if (!this.suites.has(document)) return [];
    const { source, layout } = this.suites.layout(document);
    return suiteFolds(source, layout)
      .map((fold) => rangeOf(document, fold))
      .filter((range) => range.end.line > range.start.line)
      .map((range) => new vscode.FoldingRange(range.start.line, range.end.line, vscode.FoldingRangeKind.Region));
  }
}

function toSymbol(document: vscode.TextDocument, symbol: SuiteSymbol): vscode.DocumentSymbol {
  const whole = rangeOf(document, symbol.range);
  const item = new vscode.DocumentSymbol(
    symbol.name,
    symbol.detail,
    kinds[symbol.kind],
    whole,
    rangeOf(document, symbol.selection),
  );
  item.children = symbol.children.map((child) => toSymbol(document, child));
  return item;
}

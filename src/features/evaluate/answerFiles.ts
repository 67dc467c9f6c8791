import { dirname } from 'node:path';
import type * as vscode from 'vscode';
import type { AnswerPlaces } from '../../edge/answers/places';
import type { Session } from '../../edge/session';
import { languageFiles, languageOfName } from '../../evaluate/extract/languages';

/** The files in llm_outputs/swe: which of them hold programs that can be evaluated. */
export class AnswerFiles {
  constructor(
    private readonly session: Session,
    private readonly places: AnswerPlaces,
  ) {}

  /** Where they are, or null without a folder or before the database is open. */
  get folder(): string | null {
    return this.session.current?.evaluator.folder ?? null;
  }

  /** Points by item of the rubric. */
  get maxima(): Record<string, number> {
    return this.session.current?.evaluator.maxima ?? {};
  }

  has(uri: vscode.Uri): boolean {
    const { folder } = this;
    if (uri.scheme !== 'file' || folder === null || dirname(uri.fsPath) !== folder) return false;
    return languageOfName(uri.path) !== null || uri.path.endsWith('.md');
  }

  /** Code, not Markdown and not its tests: the file that has a header. */
  isCode(uri: vscode.Uri): boolean {
    const language = languageOfName(uri.path);
    return language !== null && this.has(uri) && !uri.path.endsWith(`_test${languageFiles[language].extension}`);
  }

  /** What the model wrote of a document, where that is known: none of it is a header. */
  written(document: vscode.TextDocument): string {
    return this.places.in(document)[0]?.run.text ?? '';
  }
}

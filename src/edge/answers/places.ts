import { basename, extname, isAbsolute, join, relative, sep } from 'node:path';
import * as vscode from 'vscode';
import type { Session } from '../session';
import { answerSections } from '../../conduct/answerFile';
import { outputsFolder } from '../../conduct/saveAnswer';
import { readCodeHeader } from '../../model/codeHeader';
import type { Run } from '../../model/run';
import type { Playground } from '../../playground';
import { answerScheme, runIdOf, type AnswerDocuments } from './answerDocuments';
import { codeLayout, nearestLine, sectionLayout, tabLayout, type AnswerLayout } from './layout';

/** One answer in one document. */
export interface AnswerPlace {
  run: Run;
  layout: AnswerLayout;
  /** First and last line that belong to the answer, its header included. */
  first: number;
  last: number;
}

/** Where points and remarks can be given. What is not in the workspace's llm_outputs is told apart by `isAnswerFile`. */
export const pointsSelector: vscode.DocumentSelector = [
  { scheme: answerScheme },
  { scheme: 'file', pattern: `**/${outputsFolder}/**` },
];

/** Finds the answers that documents show. */
export class AnswerPlaces {
  private known = new WeakMap<vscode.TextDocument, { version: number; places: AnswerPlace[] }>();

  constructor(
    private readonly session: Session,
    private readonly documents: AnswerDocuments,
  ) {}

  /** The answers of a document, top to bottom; none while one is still arriving, and before the database is open. */
  in(document: vscode.TextDocument): AnswerPlace[] {
    const playground = this.session.current;
    if (!playground || !this.isAnswer(document.uri) || this.documents.isLive(document.uri)) return [];
    const known = this.known.get(document);
    if (known?.version === document.version) return known.places;
    const places = this.find(playground, document);
    this.known.set(document, { version: document.version, places });
    return places;
  }

  /** The answer at a line, or null. */
  at(document: vscode.TextDocument, line: number): AnswerPlace | null {
    return this.in(document).find(({ first, last }) => first <= line && line <= last) ?? null;
  }

  /** The answer at the cursor of an editor, and the line of it that is meant. */
  atCursor(
    editor = vscode.window.activeTextEditor,
  ): { place: AnswerPlace; line: number; editor: vscode.TextEditor } | null {
    if (!editor) return null;
    const cursor = editor.selection.active.line;
    const place = this.at(editor.document, cursor);
    const line = place && nearestLine(place.layout, cursor);
    return place && line !== null ? { place, line, editor } : null;
  }

  /** True for answers' own tabs and for files within the workspace's llm_outputs. */
  isAnswer(uri: vscode.Uri): boolean {
    return uri.scheme === answerScheme || this.pathOf(uri) !== null;
  }

  /** Runs have changed: what was found is found anew. */
  forget(): void {
    this.known = new WeakMap();
  }

  private find(playground: Playground, document: vscode.TextDocument): AnswerPlace[] {
    const lines = linesOf(document);
    const whole = { first: 0, last: document.lineCount - 1 };
    const own = runIdOf(document.uri);
    if (own !== null) {
      const run = playground.read.runs.get(own);
      const layout = run && tabLayout(lines, run);
      return run && layout ? [{ run, layout, ...whole }] : [];
    }
    const path = this.pathOf(document.uri);
    if (path === null) return [];
    if (!path.toLowerCase().endsWith('.md')) {
      const run = runOfCodeFile(playground, path, lines);
      return run ? [{ run, layout: codeLayout(lines, run), ...whole }] : [];
    }
    return answerSections(document.getText()).flatMap((section) => {
      const run = playground.read.runs.get(section.runId);
      // A number alone does not make it the run's answer: the file may come from elsewhere.
      if (run?.promptId !== section.promptId) return [];
      const last = document.positionAt(section.end).line;
      return [{ run, layout: sectionLayout(lines, section.line, last, run), first: section.line, last }];
    });
  }

  /** Path within the workspace's llm_outputs with forward slashes, or null. */
  private pathOf(uri: vscode.Uri): string | null {
    const { workspace } = this.session;
    if (uri.scheme !== 'file' || workspace === null) return null;
    const path = relative(join(workspace, outputsFolder), uri.fsPath);
    return path === '' || path.startsWith('..') || isAbsolute(path) ? null : path.split(sep).join('/');
  }
}

/** A document's lines, whatever its line ends. */
export function linesOf(document: vscode.TextDocument): string[] {
  return document.getText().split(/\r\n?|\n/);
}

/** The run that a code file holds: the one it names, else the bot's latest answer to the category's only prompt. */
function runOfCodeFile(playground: Playground, path: string, lines: string[]): Run | null {
  const { runs, bots } = playground.read;
  const [categoryId = '', ...rest] = path.split('/');
  const [file = ''] = rest;
  const name = basename(file, extname(file));
  const names = [name, name.replace(/([._-])(test|spec)$/i, '')].map((other) => other.toLowerCase());
  const bot = rest.length > 1 ? undefined : bots.list().find((other) => names.includes(other.fileName.toLowerCase()));
  const answers = bot ? runs.latestByPrompt(bot.id) : new Map<string, { runId: number }>();
  const named = readCodeHeader(lines).runId;
  if (named !== null) {
    const run = runs.get(named);
    // What this bot's model wrote may imitate a header that names another bot's answer.
    const own = [...answers]
      .filter(([key]) => key.startsWith(`${categoryId}/`))
      .map(([, { runId }]) => runs.get(runId));
    const written = [run, ...own].map((one) => one?.text ?? '').join('\n');
    if (run?.categoryId === categoryId && readCodeHeader(lines, written).runId === named) return run;
  }
  const prompts = playground.suites.category(categoryId)?.prompts ?? [];
  const [prompt] = prompts;
  if (!bot || !prompt || prompts.length > 1) return null;
  const latest = answers.get(`${categoryId}/${prompt.id}`);
  return latest ? runs.get(latest.runId) : null;
}

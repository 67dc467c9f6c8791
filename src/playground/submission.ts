import { said, SaidError } from '../l10n/said';
import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { answerSections } from '../conduct/answerFile';
import { extractFiles, splitCode } from '../evaluate/extract/extract';
import { languageFiles, languageOfName } from '../evaluate/extract/languages';
import type { Submission } from '../evaluate/extract/submission';
import type { Language } from '../evaluate/model';
import { readCodeHeader } from '../model/codeHeader';
import { parseStatsLine, type StatsLine } from '../model/statsLine';
import { endingOf } from '../model/stopReason';

/** An answer is a few kilobytes; what is far beyond is none. */
const mostBytes = 4 * 1024 * 1024;

/**
 * Reads an answer: code with its tests beside it (`<bot>.go` and `<bot>_test.go`), or Markdown with fenced blocks.
 * `wanted`: only code in that language is taken out of Markdown. `answer` is what the model wrote, where that is known: no line of it counts as a header. Throws a sentence where the
 * file cannot be read.
 */
export async function readSubmission(
  file: string,
  prompt: string,
  answer = '',
  wanted: Language | null = null,
): Promise<Submission> {
  const name = basename(file);
  const language = languageOfName(name);
  const text = await readText(file);
  if (language === null) return ofMarkdown(name.replace(/\.[^.]*$/, ''), text, prompt, null, wanted);
  const { extension, code, test } = languageFiles[language];
  const stem = name.slice(0, -extension.length).replace(/_test$/, '');
  const main = name.endsWith(`_test${extension}`) ? await readText(join(dirname(file), stem + extension)) : text;
  const beside = await readText(join(dirname(file), `${stem}_test${extension}`)).catch(() => null);
  const header = readCodeHeader(main.split('\n'), answer);
  const files = splitCode(main, language);
  if (!files.has(code)) files.set(code, main);
  if (beside !== null) files.set(test, beside);
  const limited = limitOf(header.stats);
  return { bot: stem, prompt, language, files, leftOut: [], checks: header.checks, runId: header.runId, limited };
}

/** The answer to one prompt in a file of answers, or the whole file where it has no sections. */
export function ofMarkdown(
  bot: string,
  text: string,
  prompt: string,
  stats: StatsLine | null = null,
  wanted: Language | null = null,
): Submission {
  const section = answerSections(text).find(({ promptId }) => promptId === prompt);
  const own = section ? text.slice(section.start, section.end) : text;
  // Reasoning is not the answer; code that was tried out in it does not count.
  const answer = own.replace(/<details><summary>Reasoning<\/summary>[^]*?<\/details>/g, '');
  const stated = stats ?? statedAbove(answer.split('\n'));
  const extracted = extractFiles(answer, wanted ?? undefined);
  return {
    bot,
    prompt,
    language: extracted.language,
    files: extracted.files,
    leftOut: extracted.leftOut,
    // What a model writes gives it no points; a person's header stands in a code file.
    checks: {},
    runId: section?.runId ?? null,
    limited: limitOf(stated),
  };
}

/** The line of figures that LLP writes above an answer; further below is only what the model wrote. */
function statedAbove(lines: string[]): StatsLine | null {
  const texts = lines.map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('<!--'));
  const first = texts.find((line) => !/^#{1,6}\s/.test(line)) ?? '';
  return parseStatsLine(first);
}

function limitOf(stats: StatsLine | null): string | null {
  const stop = stats?.stopReason ?? null;
  const ending = endingOf(stop);
  return ending === 'length' || ending === 'context'
    ? `The answer was stopped by “${stop}”, so it is not whole.`
    : null;
}

async function readText(file: string): Promise<string> {
  const content = await readFile(file);
  if (content.length > mostBytes)
    throw new SaidError(said`“${basename(file)}” is too large for an answer (4 MB are the most).`);
  return content
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .replaceAll('\r\n', '\n');
}

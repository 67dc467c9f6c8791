import { asText, ImportRefused, leaveOut, rightAnswer, titleOf, type Imported, type SourceFile } from './imported';
import { jsonLines } from './jsonLines';
import { singleTurn } from './messages';

/** Samples of OpenAI evals: `{"input": text or messages, "ideal": text or texts}`, one a line. */
export function readOpenAiEvals(files: SourceFile[]): Imported {
  const leftOut = new Map<string, number>();
  const imported: Imported = { title: titleFrom(files[0]?.name ?? ''), prompts: [], leftOut };
  for (const file of files) {
    for (const { line, value } of jsonLines(file)) {
      const { input, ideal } = value;
      if (input === undefined) throw new ImportRefused(file.name, line, 'a sample needs an “input”.');
      const turn = typeof input === 'string' ? singleTurn([{ role: 'user', content: input }]) : singleTurn(input);
      if ('reason' in turn) leaveOut(leftOut, turn.reason);
      else
        imported.prompts.push({
          title: titleOf(turn.text),
          text: turn.text,
          system: turn.system,
          group: files.length > 1 ? file.name : null,
          points: null,
          idFrom: null,
          criteria: rightAnswer(idealText(ideal)),
        });
    }
  }
  return imported;
}

function idealText(ideal: unknown): string | null {
  if (ideal === undefined || ideal === null) return null;
  if (!Array.isArray(ideal)) return asText(ideal);
  return ideal.length === 1 ? asText(ideal[0]) : `One of ${asText(ideal)}`;
}

/** `my_samples.jsonl` → `My samples`. */
export function titleFrom(name: string): string {
  const stem = (name.split('/').at(-1) ?? '')
    .replace(/\.[a-z0-9]+$/i, '')
    .replace(/[_-]+/g, ' ')
    .trim();
  return stem === '' ? 'Imported' : stem.charAt(0).toUpperCase() + stem.slice(1);
}

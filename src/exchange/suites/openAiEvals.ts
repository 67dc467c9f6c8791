import { said } from '../../l10n/said';
import { asText, ImportRefused, rightAnswer, titleOf, type Imported, type SourceFile } from './imported';
import { jsonLines } from './jsonLines';
import { leaveOut, notUsed, type LeftOut } from './leftOut';
import { singleTurn } from './messages';

/** Names of the question and of its answer; earlier ones win. The first of each is OpenAI's own. */
const inputs = ['input', 'prompt', 'question', 'messages', 'problem'];
const ideals = ['ideal', 'target', 'expected', 'answer', 'ground_truth', 'reference'];

/**
 * Samples of OpenAI evals: `{"input": text or messages, "ideal": text or texts}`, one a line. Keys that are not used are
 * counted by name.
 */
export function readOpenAiEvals(files: SourceFile[]): Imported {
  const leftOut: LeftOut = new Map();
  const imported: Imported = { title: titleFrom(files[0]?.name ?? ''), prompts: [], leftOut };
  for (const file of files) {
    for (const { line, value } of jsonLines(file)) {
      const isThere = (key: string): boolean => value[key] !== undefined && value[key] !== null;
      const input = inputs.find(isThere);
      const ideal = ideals.find(isThere);
      if (input === undefined) throw new ImportRefused(file.name, line, said`a sample needs an “input”.`);
      for (const key of Object.keys(value))
        if (key !== input && key !== ideal && key !== 'id' && isThere(key)) notUsed(leftOut, 'key', key);
      const asked = value[input];
      const turn = singleTurn(typeof asked === 'string' ? [{ role: 'user', content: asked }] : asked, leftOut);
      if ('reason' in turn) leaveOut(leftOut, turn.reason);
      else
        imported.prompts.push({
          title: titleOf(turn.text),
          text: turn.text,
          system: turn.system,
          group: files.length > 1 ? file.name : null,
          points: null,
          idFrom: idText(value['id']),
          criteria: rightAnswer(idealText(ideal === undefined ? null : value[ideal])),
        });
    }
  }
  return imported;
}

/** An id as it is written: a text or a number. */
export function idText(id: unknown): string | null {
  if (typeof id === 'number' && Number.isFinite(id)) return String(id);
  return typeof id === 'string' && id.trim() !== '' ? id : null;
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

import { said } from '../../l10n/said';
import {
  asText,
  ImportRefused,
  rightAnswer,
  type Criterion,
  type Imported,
  type ImportedPrompt,
  type SourceFile,
} from './imported';
import { checkOfInstruction } from './checks/instructions';
import { jsonLines } from './jsonLines';
import { leaveOut, notUsed, type LeftOut } from './leftOut';
import { idText } from './openAiEvals';

/** Keys of a question that are used; `livebench_release_date` says nothing more than the release that was chosen. */
const used = [
  ...['turns', 'question_id', 'category', 'task', 'system_prompt', 'required_temperature', 'ground_truth', 'reference'],
  ...['instruction_id_list', 'kwargs', 'public_test_cases', 'tests', 'livebench_removal_date', 'livebench_release_date'],
];

/**
 * LiveBench's `question.jsonl`, one or many. Question ids become part of the prompts' ids, so that a second import gives
 * the same ones. Private tests are never looked into: they are pickled Python objects.
 */
export function readLiveBench(files: SourceFile[]): Imported {
  const leftOut: LeftOut = new Map();
  const prompts: ImportedPrompt[] = [];
  const numbers = new Map<string, number>();
  for (const file of files) {
    for (const { line, value } of jsonLines(file)) {
      const { turns } = value;
      if (!Array.isArray(turns) || turns.length === 0 || !turns.every((turn) => typeof turn === 'string'))
        throw new ImportRefused(file.name, line, said`a LiveBench question needs “turns”, a list of texts.`);
      const [text = ''] = turns;
      if (turns.length > 1) leaveOut(leftOut, 'questions of several turns');
      else if (text.trim() === '') leaveOut(leftOut, 'questions without text');
      else if (asText(value['livebench_removal_date'] ?? '') !== '')
        leaveOut(leftOut, 'questions that LiveBench has withdrawn');
      else {
        const group = groupOf(value, file.name);
        for (const key of Object.keys(value)) if (!used.includes(key)) notUsed(leftOut, 'key', key);
        const number = (numbers.get(group) ?? 0) + 1;
        numbers.set(group, number);
        const task = typeof value['task'] === 'string' && value['task'] !== '' ? value['task'] : 'question';
        const system = value['system_prompt'];
        const temperature = value['required_temperature'];
        prompts.push({
          title: `${task.replaceAll('_', ' ')} ${number}`,
          text,
          system: typeof system === 'string' && system.trim() !== '' ? system : null,
          group,
          points: null,
          ...(isTemperature(temperature) ? { temperature } : {}),
          idFrom: idText(value['question_id']),
          criteria: criteriaOf(value, leftOut),
        });
      }
    }
  }
  return { title: 'LiveBench', prompts, leftOut };
}

function isTemperature(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= 2;
}

/** `math / AMPS_Hard`, from the question itself, else from the folders it lies in. */
function groupOf(value: Record<string, unknown>, name: string): string {
  const [task, category] = name.split('/').slice(0, -1).reverse();
  const parts = [value['category'] ?? category, value['task'] ?? task];
  return (
    parts.filter((part): part is string => typeof part === 'string' && part.trim() !== '').join(' / ') || 'Questions'
  );
}

function criteriaOf(value: Record<string, unknown>, leftOut: LeftOut): Criterion[] {
  const truth = value['ground_truth'] ?? firstOf(value['reference']);
  if (truth !== undefined && truth !== null && asText(truth).trim() !== '') return rightAnswer(asText(truth));
  const { instruction_id_list: ids, kwargs } = value;
  if (Array.isArray(ids)) return instructionsOf(ids.map(asText), Array.isArray(kwargs) ? kwargs : [], leftOut);
  const tests = value['public_test_cases'] ?? value['tests'];
  if (tests === undefined || tests === null) return [];
  return [
    {
      ...single('tests', 'The code passes the question’s tests; its private ones were not imported.'),
      full: asText(tests),
    },
  ];
}

/** One item an instruction, with the check that decides it; those that have none are counted. */
function instructionsOf(ids: string[], given: unknown[], leftOut: LeftOut): Criterion[] {
  const used = new Map<string, number>();
  return ids.map((id, index) => {
    const check = checkOfInstruction(id, given[index]);
    if (check === null) notUsed(leftOut, 'read', id);
    const [, name = id] = id.split(':');
    const base = name.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^[^a-z]+|-$/g, '') || 'instruction';
    const count = (used.get(base) ?? 0) + 1;
    used.set(base, count);
    const criterion = single(count === 1 ? base : `${base}-${count}`, `Follows the instruction “${name.replace(/[^\w -]/g, '').replaceAll('_', ' ')}”.`);
    return { ...criterion, full: argumentsText(given[index]), check };
  });
}

/** LiveBench lists the arguments of all instructions for each, null where one has no such. */
function argumentsText(given: unknown): string | null {
  const known = Object.entries(typeof given === 'object' && given !== null ? given : {}).filter(([, one]) => one !== null);
  return known.length === 0 ? null : asText(Object.fromEntries(known));
}

/** MT-bench, which the format comes from, has a list of one answer a turn. */
function firstOf(value: unknown): unknown {
  return Array.isArray(value) ? value[0] : value;
}

function single(id: string, title: string): Criterion {
  return { id, title, full: null, none: null, weight: 1 };
}

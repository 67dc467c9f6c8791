import { said } from '../../../l10n/said';
import { ImportRefused, isRecord } from '../imported';
import { readTable } from '../table';
import { asList, countOthers, fileOf, leaveOut, notUsed, readYaml, type Reading } from './config';
import { sentence } from '../../../l10n/sentence';

export interface Template {
  text: string;
  label: string | null;
}

const program = /^(?:exec:|python:|file:\/\/[^]*\.(?:js|cjs|mjs|ts|cts|mts|py|rb|sh|bash|exe|bat|cmd|ps1|pl|go)(?::[\w.]+)?$)/i;
const service = /^(?:portkey|langfuse|helicone|https?|huggingface|az|s3|package):/i;
const knownFile = /\.(?:txt|md|markdown|json|jsonl|ya?ml|csv|j2|prompty|js|cjs|mjs|ts|cts|mts|py|rb|sh|exe|bat|cmd|ps1|pl)(?::[\w.]+)?$/i;

/** All prompts of a configuration as templates, in its order. Throws `ImportRefused` where it has none. */
export async function templatesOf(reading: Reading, prompts: unknown): Promise<Template[]> {
  const templates: Template[] = [];
  // An older form: files by what they are called.
  const entries = isRecord(prompts) ? Object.entries(prompts).map(([raw, label]) => ({ raw, label })) : asList(prompts);
  for (const prompt of entries) templates.push(...(await templatesOfOne(reading, prompt)));
  if (templates.length === 0) {
    const named = [...reading.leftOut].map(([reason, count]) => `${count} ${reason}`).slice(0, 5);
    const why = named.length === 0 ? '' : ` (${named.join(', ')})`;
    throw new ImportRefused(reading.file.name, null, said`it has no “prompts” that can be read${why}.`);
  }
  return templates;
}

async function templatesOfOne(reading: Reading, prompt: unknown): Promise<Template[]> {
  const record = isRecord(prompt) ? prompt : {};
  const written = typeof prompt === 'string' ? prompt : (record['raw'] ?? record['id']);
  const raw = typeof written === 'object' && written !== null ? JSON.stringify(written) : written;
  const label = typeof record['label'] === 'string' ? record['label'] : null;
  if (typeof raw !== 'string') {
    leaveOut(reading.leftOut, sentence('prompts that are neither text nor a file'));
    return [];
  }
  countOthers(reading.leftOut, record, ['raw', 'id', 'label', 'display'], 'prompts.');
  const path = await pathOf(reading, raw);
  if (path === null) return [{ text: raw, label }];
  if (path === 'program') {
    leaveOut(reading.leftOut, sentence('prompts made by a program, or in files that are not text beside the configuration'));
    notUsed(reading.leftOut, 'reference', raw);
    return [];
  }
  const found: Template[] = [];
  for (const one of path.includes('*') ? await reading.list(path) : [path])
    found.push(...(await templatesIn(reading, one, label)));
  if (found.length === 0) {
    leaveOut(reading.leftOut, sentence('prompts made by a program, or in files that are not text beside the configuration'));
    notUsed(reading.leftOut, 'reference', raw);
  }
  return found;
}

/** The path where the prompt names a file; null where it is the text itself. */
async function pathOf(reading: Reading, raw: string): Promise<string | null> {
  const text = raw.trim();
  if (text.includes('\n')) return null;
  if (program.test(text) || service.test(text)) return 'program';
  const path = fileOf(text);
  if (path !== null) return path;
  if (text.includes('{{') || text.length > 300) return null;
  if (!/\s/.test(text) && text.includes('*') && /[/.]/.test(text)) return text;
  if (!knownFile.test(text)) return /^[\w./\\-]+$/.test(text) && /.[/\\]./.test(text) && (await reading.read(text)) !== null ? text : null;
  // With blanks in it, it is a file's name only if there is such a file.
  return /^\S+$/.test(text) || (await reading.read(text)) !== null ? text : null;
}

/** A file's prompts. Each kind of file has a rule of its own; only text files are split at lines of `---`. */
async function templatesIn(reading: Reading, path: string, label: string | null): Promise<Template[]> {
  const content = await reading.read(path);
  if (content === null) return [];
  const text = content.replace(/^\uFEFF/, '');
  const plain = (one: string): Template => ({ text: one, label });
  const extension = /\.([a-z0-9]+)$/i.exec(path)?.[1]?.toLowerCase() ?? '';
  switch (extension) {
    case 'txt':
      return splitText(text).map(plain);
    case 'jsonl':
      return text.split(/\r?\n/).filter((line) => line.trim() !== '').map(plain);
    case 'yaml':
    case 'yml': {
      const value = readYaml({ name: path, text });
      return [plain(typeof value === 'string' ? value : JSON.stringify(value))];
    }
    case 'csv': {
      const { rows } = readTable({ name: path, text });
      return rows.flatMap(({ cells }) => {
        const prompt = cells.get('prompt') ?? [...cells.values()][0] ?? '';
        return prompt.trim() === '' ? [] : [{ text: prompt, label: cells.get('label') ?? label }];
      });
    }
    case 'json':
    case 'md':
    case 'markdown':
    case 'j2':
      return text.trim() === '' ? [] : [plain(text.trimEnd())];
    default:
      return [];
  }
}

function splitText(text: string): string[] {
  const parts: string[][] = [[]];
  for (const line of text.split(/\r?\n/)) {
    if (line.trim() === '---') parts.push([]);
    else parts.at(-1)?.push(line);
  }
  return parts.map((part) => part.join('\n').trim()).filter((part) => part !== '');
}

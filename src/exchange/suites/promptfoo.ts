import { parseDocument } from 'yaml';
import { ImportRefused, isRecord, leaveOut, titleOf, type Imported, type SourceFile } from './imported';
import { refused, singleTurn } from './messages';
import { titleFrom } from './openAiEvals';
import { assertionCriteria } from './promptfooAsserts';
import { fillTemplate, varSets } from './promptfooTemplate';

/** Text of a file beside the configuration, or null where it must not or cannot be read. */
export type ReadBeside = (path: string) => Promise<string | null>;

const mostPrompts = 5_000;

interface Template {
  text: string;
  label: string | null;
}

/** A promptfoo configuration: every prompt with every test's variables filled in; assertions become the rubric. */
export async function readPromptfoo(file: SourceFile, readBeside: ReadBeside): Promise<Imported> {
  const config = readYaml(file);
  const leftOut = new Map<string, number>();
  const title = typeof config['description'] === 'string' ? titleOf(config['description']) : titleFrom(file.name);
  const imported: Imported = { title, prompts: [], leftOut };
  const templates = await templatesOf(file, config['prompts'], readBeside, leftOut);
  const defaults = isRecord(config['defaultTest']) ? config['defaultTest'] : {};
  for (const test of testsOf(config['tests'], leftOut)) {
    const merged = { ...asRecord(defaults['vars']), ...asRecord(test['vars']) };
    const criteria = assertionCriteria([...asList(defaults['assert']), ...asList(test['assert'])]);
    for (const vars of varSets(merged, leftOut)) {
      for (const template of templates) {
        if (imported.prompts.length >= mostPrompts)
          throw new ImportRefused(file.name, null, `its prompts and variables make more than ${mostPrompts} prompts.`);
        const turn = render(template.text, vars);
        if ('reason' in turn) {
          leaveOut(leftOut, turn.reason);
          continue;
        }
        imported.prompts.push({
          title: typeof test['description'] === 'string' ? titleOf(test['description']) : titleOf(turn.text),
          text: turn.text,
          system: turn.system,
          group: templates.length > 1 ? (template.label ?? titleOf(template.text)) : null,
          points: null,
          idFrom: null,
          criteria,
        });
      }
    }
  }
  return imported;
}

function readYaml(file: SourceFile): Record<string, unknown> {
  let value: unknown;
  try {
    const document = parseDocument(file.text, { logLevel: 'error', prettyErrors: true });
    const [error] = document.errors;
    if (error) {
      const what = (error.message.split('\n')[0] ?? '').replace(/ at line \d+, column \d+:$/, '');
      throw new ImportRefused(file.name, error.linePos?.[0].line ?? null, `${what}.`);
    }
    value = document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    if (error instanceof ImportRefused) throw error;
    throw new ImportRefused(file.name, null, `it is not valid YAML (${error instanceof Error ? error.message : ''}).`);
  }
  if (!isRecord(value))
    throw new ImportRefused(file.name, 1, 'a promptfoo configuration is a list of keys, among them “prompts”.');
  return value;
}

async function templatesOf(
  file: SourceFile,
  prompts: unknown,
  readBeside: ReadBeside,
  leftOut: Map<string, number>,
): Promise<Template[]> {
  const templates: Template[] = [];
  for (const prompt of asList(prompts)) {
    const record = isRecord(prompt) ? prompt : {};
    const raw = typeof prompt === 'string' ? prompt : (record['raw'] ?? record['id']);
    const label = typeof record['label'] === 'string' ? record['label'] : null;
    if (typeof raw !== 'string') leaveOut(leftOut, 'prompts that are neither text nor a file');
    else if (!/^(?:file:\/\/|exec:|python:)/.test(raw)) templates.push({ text: raw, label });
    else {
      const text = raw.startsWith('file://') ? await readBeside(raw.slice('file://'.length)) : null;
      if (text === null)
        leaveOut(leftOut, 'prompts made by a program, or in files that are not text beside the configuration');
      else
        for (const part of text.split(/^---[ \t]*$/m))
          if (part.trim() !== '') templates.push({ text: part.trim(), label });
    }
  }
  if (templates.length === 0) throw new ImportRefused(file.name, null, 'it has no “prompts” that can be read.');
  return templates;
}

function testsOf(tests: unknown, leftOut: Map<string, number>): Record<string, unknown>[] {
  if (tests === undefined || tests === null) return [{}];
  return asList(tests).filter((test): test is Record<string, unknown> => {
    if (isRecord(test)) return true;
    leaveOut(leftOut, 'tests that stand in other files');
    return false;
  });
}

/** Text, or a chat written as JSON. */
function render(
  template: string,
  vars: Record<string, unknown>,
): { text: string; system: string | null } | { reason: string } {
  const chat = /^\s*\[/.test(template) ? parseJson(template) : undefined;
  if (!Array.isArray(chat)) {
    const text = fillTemplate(template, vars);
    return text === null
      ? refused('templates with filters, loops or variables that are not set')
      : singleTurn([{ role: 'user', content: text }]);
  }
  const filled = chat.map((message: unknown) => {
    if (!isRecord(message) || typeof message['content'] !== 'string') return message;
    return { ...message, content: fillTemplate(message['content'], vars) };
  });
  return singleTurn(filled);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
}

function asRecord(value: unknown): Record<string, unknown> {
  return isRecord(value) ? value : {};
}

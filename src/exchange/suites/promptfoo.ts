import { said } from '../../l10n/said';
import { ImportRefused, isRecord, titleOf, type Imported, type SourceFile } from './imported';
import { leaveOut, notUsed, type LeftOut } from './leftOut';
import { titleFrom } from './openAiEvals';
import { criteriaOf, isTransformed, readChecks } from './promptfoo/asserts';
import { asList, asRecord, countOthers, followed, readConfig, type ListBeside, type ReadBeside, type Reading } from './promptfoo/config';
import { templatesOf, type Template } from './promptfoo/prompts';
import { render } from './promptfoo/render';
import { merged, testsOf, type Test } from './promptfoo/tests';
import { readVars, varSets } from './promptfoo/vars';

export type { ListBeside, ReadBeside } from './promptfoo/config';

const mostPrompts = 5_000;
const nothingListed: ListBeside = () => Promise.resolve([]);

/**
 * A promptfoo configuration: every prompt with every test's variables filled in; assertions become the rubric. What of
 * it is not used is counted by its name.
 */
export async function readPromptfoo(
  file: SourceFile,
  read: ReadBeside,
  list: ListBeside = nothingListed,
): Promise<Imported> {
  const root = readConfig(file);
  const leftOut: LeftOut = new Map();
  const reading: Reading = { file, root, read, list, leftOut };
  const title = typeof root['description'] === 'string' ? titleOf(root['description']) : titleFrom(file.name);
  const imported: Imported = { title, prompts: [], leftOut };
  const used = ['description', 'prompts', 'tests', 'defaultTest', 'scenarios', 'assertionTemplates', '$schema'];
  countOthers(leftOut, root, used);
  const templates = await templatesOf(reading, await followed(reading, root['prompts']));
  const defaults = await defaultsOf(reading, root['defaultTest']);
  for (const test of await testsOf(reading, root)) await addTest(reading, imported, templates, defaults, test);
  return imported;
}

async function defaultsOf(reading: Reading, written: unknown): Promise<Test> {
  const defaults = asRecord(await followed(reading, written));
  countTest(reading.leftOut, defaults, 'defaultTest.');
  return { ...defaults, vars: (await readVars(reading, defaults['vars'])) ?? {} };
}

async function addTest(
  reading: Reading,
  imported: Imported,
  templates: Template[],
  defaults: Test,
  test: Test,
): Promise<void> {
  countTest(reading.leftOut, test, 'tests.');
  const own = await readVars(reading, test['vars']);
  if (own === null) {
    leaveOut(reading.leftOut, 'tests with variables in other files');
    return;
  }
  const whole = merged(defaults, { ...test, vars: own });
  const options = asRecord(whole['options']);
  const read = await readChecks(reading, asList(whole['assert']));
  const checks = isTransformed(options) ? read.map((check) => ({ ...check, transformed: true })) : read;
  const sets = await varSets(reading, asRecord(whole['vars']), options['disableVarExpansion'] !== true);
  for (const vars of sets) {
    const criteria = criteriaOf(reading, checks, vars);
    for (const template of templates) {
      if (imported.prompts.length >= mostPrompts)
        throw new ImportRefused(reading.file.name, null, said`its prompts and variables make more than ${mostPrompts} prompts.`);
      const turn = render(affixed(template.text, options), vars, reading.leftOut);
      if ('leftover' in turn) notUsed(reading.leftOut, 'template', turn.leftover);
      else if ('reason' in turn) leaveOut(reading.leftOut, turn.reason);
      else
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

function affixed(text: string, options: Record<string, unknown>): string {
  const part = (value: unknown): string => (typeof value === 'string' ? value : '');
  return part(options['prefix']) + text + part(options['suffix']);
}

function countTest(leftOut: LeftOut, test: Test, of: string): void {
  countOthers(leftOut, test, ['vars', 'assert', 'description', 'options'], of);
  const { options } = test;
  if (isRecord(options)) countOthers(leftOut, options, ['prefix', 'suffix', 'disableVarExpansion'], `${of}options.`);
}

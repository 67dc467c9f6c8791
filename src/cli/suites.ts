import { counted } from './counted';
import type { Language } from '../evaluate/model';
import { taskFile } from '../playground/suiteSet';
import { putInLanguage } from '../suites/language';
import { loadSuites, suitesFolder } from '../suites/load';
import { answerSettings } from './answerSettings';
import { folderSettings } from './settings';
import { drawAgain, drawNone, keptDraw } from '../suites/variants/kept';
import { bundledSuites, CommandFailed, complain, print, printJson, workspaceOf, type CommonOptions } from './context';

export type SuitesOptions = CommonOptions & { draw?: boolean; published?: boolean; language?: Language; text?: string };

export async function listSuites(options: SuitesOptions): Promise<void> {
  const workspace = workspaceOf(options);
  if (options.draw && options.published) throw new CommandFailed('Give one of --draw and --published.');
  if (options.draw) await drawAgain(workspace);
  if (options.published) await drawNone(workspace);
  const draw = await keptDraw(workspace);
  const language = options.language ?? answerSettings(await folderSettings(options)).codeLanguage;
  const loaded = await loadSuites(await suitesFolder(workspace, bundledSuites), draw);
  const { categories, problems } =
    language === 'go' ? loaded : await putInLanguage(loaded, taskFile(bundledSuites, language));
  if (options.text !== undefined) {
    const prompt = categories.flatMap(({ prompts }) => prompts).find(({ id }) => id === options.text);
    if (!prompt) throw new CommandFailed(`There is no prompt “${options.text}”; llp suites lists them.`);
    print(prompt.text);
    return;
  }
  const drawn = categories.flatMap(({ prompts }) => prompts).filter((prompt) => prompt.drawn !== undefined);
  if (options.draw)
    complain(
      `Draw ${draw?.number ?? 0}: ${drawn.length} prompts have new figures. Answers to the old ones stay with them.`,
    );
  if (options.published) complain(`${drawn.length} prompts have their published figures again.`);
  if (options.json) {
    const list = categories.map(({ id, title, points, prompts }) => ({
      id,
      title,
      points,
      prompts: prompts.map((prompt) => ({
        id: prompt.id,
        title: prompt.title,
        points: prompt.points,
        hash: prompt.hash,
        group: prompt.group,
        ...(prompt.drawn ? { drawn: prompt.drawn } : {}),
        rubric: prompt.rubric.map(({ id: item, points: worth, checks = [] }) => ({
          id: item,
          points: worth,
          checks: checks.map((check) => ({
            points: check.points,
            kind: check.kind,
            arguments: check.arguments,
            scope: check.scope,
          })),
        })),
      })),
    }));
    printJson(list);
  } else {
    for (const category of categories) {
      print(
        `${category.title} (${category.id}): ${counted(category.prompts.length, 'prompt')}, ${counted(category.points, 'point')}`,
      );
      for (const prompt of category.prompts)
        print(`  ${prompt.id.padEnd(44)} ${String(prompt.points).padStart(4)}  ${prompt.title}`);
    }
  }
  for (const problem of problems) complain(`${problem.file}:${problem.line + 1}: ${problem.message}`);
  if (problems.some((problem) => problem.severity === 'error')) process.exitCode = 1;
}

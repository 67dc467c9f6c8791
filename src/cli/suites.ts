import { loadSuites, suitesFolder } from '../suites/load';
import { bundledSuites, complain, print, printJson, workspaceOf, type CommonOptions } from './context';

export async function listSuites(options: CommonOptions): Promise<void> {
  const { categories, problems } = await loadSuites(await suitesFolder(workspaceOf(options), bundledSuites));
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
      print(`${category.title} (${category.id}): ${category.prompts.length} prompts, ${category.points} points`);
      for (const prompt of category.prompts)
        print(`  ${prompt.id.padEnd(44)} ${String(prompt.points).padStart(4)}  ${prompt.title}`);
    }
  }
  for (const problem of problems) complain(`${problem.file}:${problem.line + 1}: ${problem.message}`);
  if (problems.some((problem) => problem.severity === 'error')) process.exitCode = 1;
}

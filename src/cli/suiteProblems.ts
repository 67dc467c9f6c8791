import type { Prompt } from '../model/prompt';
import { problemText, type SuiteSet } from '../playground/suiteSet';
import { CommandFailed, complain } from './context';

/** Most mistakes that a message names. */
const mostNamed = 5;

/** Says what is wrong with the suites of what is about to be sent; throws where one of the prompts must not be. */
export function requireSendable(suites: SuiteSet, prompts: readonly Prompt[]): void {
  const { stopping, others } = suites.problemsOf(prompts);
  for (const problem of [...stopping, ...others]) complain(problemText(problem));
  if (stopping.length > 0)
    throw new CommandFailed(
      'Nothing was sent, as what would be sent has a mistake; correct the suite and run it again.',
    );
}

/** Names the categories that there are, and the files that were refused: it may be one of these that is looked for. */
export function noCategory(suites: SuiteSet, id: string): string {
  const known = suites.categories.map((category) => category.id).join(', ') || 'none';
  const read = new Set(suites.categories.map(({ file }) => file));
  const refused = suites.current.problems.filter(({ file, severity }) => severity === 'error' && !read.has(file));
  const named = refused.slice(0, mostNamed).map(problemText);
  return [`There is no category “${id}”; there are: ${known}.`, ...named].join(' ');
}

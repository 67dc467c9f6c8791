import { chooseSandbox } from '../sandbox/choose';
import { findToolchain } from './find';

const languages = [
  ['Go', 'go'],
  ['Rust', 'rust'],
  ['Python', 'python'],
  ['TypeScript', 'typescript'],
  ['C', 'c'],
  ['C++', 'c++'],
] as const;

export interface Tool {
  /** A language, or `sandbox`. */
  name: string;
  found: boolean;
  /** Its version, or what is missing and how to install it. */
  detail: string;
}

/** What this machine has for running the code of answers: first what isolates, then languages. */
export function checkTools(): Promise<Tool[]> {
  const sandbox = chooseSandbox().then(({ description }) => description);
  return Promise.all([
    look('sandbox', sandbox),
    ...languages.map(([name, language]) =>
      look(
        name,
        findToolchain(language).then(({ version }) => version),
      ),
    ),
  ]);
}

async function look(name: string, finding: Promise<string>): Promise<Tool> {
  try {
    return { name, found: true, detail: await finding };
  } catch (error) {
    return { name, found: false, detail: error instanceof Error ? error.message : String(error) };
  }
}

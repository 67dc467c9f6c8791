import { chooseSandbox } from '../evaluate/sandbox/choose';
import { findToolchain } from '../evaluate/toolchains/find';

const languages = [
  ['Go', 'go'],
  ['Rust', 'rust'],
  ['Python', 'python'],
  ['TypeScript', 'typescript'],
  ['C', 'c'],
  ['C++', 'c++'],
] as const;

interface Found {
  name: string;
  ok: true;
  detail: string;
}

/** What the code of answers runs with. The rest of LLP does without it, so nothing that is missing is a failure. */
export async function checkEvaluator(): Promise<Found[]> {
  const look = async (name: string, found: Promise<string>): Promise<Found> => ({
    name,
    ok: true,
    detail: await found.catch((error: unknown) => (error instanceof Error ? error.message : String(error))),
  });
  return Promise.all([
    look(
      'Sandbox for code',
      chooseSandbox().then(({ description }) => description),
    ),
    ...languages.map(([name, language]) =>
      look(
        `Code in ${name}`,
        findToolchain(language).then(({ version }) => version),
      ),
    ),
  ]);
}

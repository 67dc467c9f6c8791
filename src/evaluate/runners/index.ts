import type { Language } from '../model';
import { goRunner } from './go';
import { nodeRunner } from './node';
import { pythonRunner } from './python';
import type { Runner } from './runner';
import { rustRunner } from './rust';

const runners: Record<Language, Runner> = {
  go: goRunner,
  rust: rustRunner,
  python: pythonRunner,
  typescript: nodeRunner,
};

export function runnerOf(language: Language): Runner {
  return runners[language];
}

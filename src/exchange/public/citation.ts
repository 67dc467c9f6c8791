import { version } from '../../../package.json';

/** How to cite these results. */
export function citation(at: string): string {
  return `Local LLM Playground ${version}, personal leaderboard. Accessed ${at.slice(0, 10)}.`;
}

// The leaderboard: its query over much and little history, and its page in a real VS Code.
// Options: --only query|screen, --runs N (of the larger database), --openings N, --frames N.
import { parseArgs } from 'node:util';
import { measureQuery } from './query.mjs';
import { measureScreen } from './screen.mjs';

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    runs: { type: 'string', default: '1000000' },
    openings: { type: 'string', default: '15' },
    frames: { type: 'string', default: '200' },
  },
});

if (values.only !== 'screen') {
  for (const categories of [6, 40]) await measureQuery({ bots: 1000, runs: Number(values.runs), categories });
}
if (values.only !== 'query') {
  await measureScreen({ bots: 1000, categories: 40, openings: Number(values.openings), frames: Number(values.frames) });
}

import { expect, it } from 'vitest';
import { taskArguments } from '../../../src/features/livebench/taskArguments';

it('a task of tasks.json is the command with the same options, and can bring no others', () => {
  expect(
    taskArguments({
      type: 'llp-livebench',
      model: ['a', '--checkout=/tmp/evil'],
      bench: 'live_bench/reasoning',
      temperature: [0.3, 1],
      repeat: 2,
      checkout: '/tmp/evil',
      python: '/tmp/evil',
      displayName: { toString: 'x' },
    }),
  ).toEqual([
    '--model=a',
    '--model=--checkout=/tmp/evil',
    '--bench-name=live_bench/reasoning',
    '--temperature=0.3',
    '--temperature=1',
    '--repeat=2',
  ]);
});

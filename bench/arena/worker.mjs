import { parentPort, workerData } from 'node:worker_threads';
import { rateVotes } from '../../src/rank/ratings/index.ts';
import { someVotes } from './votes.mjs';

/** The ratings of as many votes, timed in the thread; by each kind of interval. */
const { bots, count } = workerData;
const votes = someVotes(bots, count);
for (const [kind, options] of [
  ['sandwich', {}],
  ['corrected for few votes', { fewVotes: true }],
  ['by prompt', { clusterByPrompt: true }],
]) {
  const start = performance.now();
  const ratings = rateVotes(votes, options);
  const seconds = (performance.now() - start) / 1000;
  parentPort?.postMessage({ kind, seconds, ratings: kind === 'sandwich' ? ratings : [] });
}

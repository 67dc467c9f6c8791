// An hour of a person's attention, simulated: a field of bots, a judge, a person whose scores have noise, and the verdict
// that follows. Options: --worlds N, --minutes N, --judge-noise N. Figures and what they rest on: docs/benchmarks.md.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { bundle } from '../lib/bundle.mjs';
import { percentile } from '../lib/stats.mjs';

const { values } = parseArgs({
  options: {
    worlds: { type: 'string', default: '100' },
    minutes: { type: 'string', default: '60' },
    'judge-noise': { type: 'string', default: '0.3' },
  },
});
const folder = mkdtempSync(join(tmpdir(), 'llp-bench-attention-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
const core = await import(pathToFileURL(await bundle('bench/attention/core.ts', join(folder, 'core.cjs'))).href);
const { cohenKappa, seededRandom, randomNormal, decide, nextQuestion } = core;

/**
 * Averages (share of all points) of the LiveBench table in the project's brief, 16 rows of models that people run at home;
 * the field of 43 is drawn from these with a spread of 3 points around each.
 */
const rows = [50.7, 43.6, 39.9, 39.8, 39.6, 39.3, 38.8, 36.8, 31.9, 31.7, 31.7, 31.4, 31.0, 30.5, 30.1, 29.9];
const field = 43;
/** As many as the bundled suites have. */
const prompts = 95;
/** Of the bundled suites' 5,000 points programs settle 2,188: a person and a judge are left with the others. */
const provenShare = 2188 / 5000;
const itemsAnAnswer = 2;
const secondsAnItem = 50;
const tolerance = 5;
/** As shares: prompts differ, bots differ from prompt to prompt, a person is not the same twice. */
const [hardness, luck, personNoise] = [0.15, 0.18, 0.06];
const judgeNoise = Number(values['judge-noise']);
const random = seededRandom(20261128);
const clamp = (value) => Math.min(1, Math.max(0, value));

/** What persons and judges say of the open points, in quarters, for the judge's kappa. */
const quarters = { person: [], judge: [] };

function world() {
  const levels = Array.from({ length: field }, () => {
    const row = rows[Math.floor(random() * rows.length)] ?? 35;
    return clamp((row + 3 * randomNormal(random)) / 100);
  });
  const judgeBias = levels.map(() => 0.03 * randomNormal(random));
  const answers = [];
  for (let prompt = 0; prompt < prompts; prompt++) {
    const hard = hardness * randomNormal(random);
    for (let bot = 0; bot < field; bot++) {
      const truth = clamp((levels[bot] ?? 0) + hard + luck * randomNormal(random));
      const byHand = clamp(truth + personNoise * randomNormal(random));
      const byJudge = clamp(truth + (judgeBias[bot] ?? 0) + judgeNoise * randomNormal(random));
      quarters.person.push(Math.round(byHand * 4));
      quarters.judge.push(Math.round(byJudge * 4));
      const whole = (open) => provenShare * truth + (1 - provenShare) * open;
      const [person, judged] = [whole(byHand), whole(byJudge)];
      answers.push({
        ...{ runId: answers.length + 1, botId: bot, category: 'all', prompt: String(prompt), max: 10, settled: 0 },
        ...{ points: 0, proven: 0, given: 0, accepted: 0, certain: false, judged, spread: 0, drawn: null },
        ...{ openItems: itemsAnAnswer, truth, person },
      });
    }
  }
  const totals = levels.map((_, bot) => {
    const own = answers.filter(({ botId }) => botId === bot);
    return own.reduce((sum, { truth }) => sum + truth, 0) / own.length;
  });
  return { answers, totals };
}

function input(answers, bots) {
  const contenders = bots.map((botId) => ({
    ...{ botId, bot: String(botId), tokensPerSecond: null, timeToFirstTokenSeconds: null, memory: null },
    ...{ context: null, tier: 'operator', votes: 0 },
  }));
  const kept = answers.filter(({ botId }) => bots.includes(botId));
  return {
    wishes: { use: 'general', tolerance },
    practice: false,
    answers: kept,
    contenders,
    categories: [{ id: 'all', title: 'All', points: 100 }],
    secondsAnItem,
    uncheckedJudges: [],
  };
}

/** Prompts, and how many bots go on from there: the better ones by what is proven and judged. */
const stages = [
  [12, 12],
  [40, 4],
  [prompts, 4],
];

/** The funnel, and then a person scores what LLP asks for until it is decided or the hour is over. */
function hour() {
  const { answers, totals } = world();
  let bots = totals.map((_, bot) => bot);
  let generated = 0;
  const seen = new Set();
  for (const [upTo, next] of stages) {
    const now = answers.filter(({ botId, prompt }) => bots.includes(botId) && Number(prompt) < upTo);
    for (const { runId } of now) seen.add(runId);
    generated = seen.size;
    if (upTo === prompts) break;
    const mean = (bot) => {
      const own = now.filter(({ botId }) => botId === bot);
      return own.reduce((sum, { judged }) => sum + judged, 0) / own.length;
    };
    bots = [...bots].sort((a, b) => mean(b) - mean(a)).slice(0, next);
  }
  const made = answers.filter(({ runId }) => seen.has(runId));
  let seconds = 0;
  let labels = 0;
  const all = totals.map((_, bot) => bot);
  let verdict = decide(input(made, all));
  const most = Number(values.minutes) * 60;
  while (!verdict.decided && seconds + itemsAnAnswer * secondsAnItem <= most) {
    const { answers: racing, categories } = input(made, all);
    const draw = nextQuestion(verdict, racing, categories, random);
    if (!draw) break;
    const answer = made.find(({ runId }) => runId === draw.runId);
    Object.assign(answer, { settled: 10, points: answer.person * 10, given: answer.person * 10, openItems: 0 });
    answer.drawn = { order: ++labels, chance: draw.chance };
    seconds += itemsAnAnswer * secondsAnItem;
    verdict = decide(input(made, all));
  }
  const best = Math.max(...totals);
  const lost = 100 * (best - (totals[verdict.keep?.botId ?? 0] ?? 0));
  return {
    minutes: seconds / 60,
    share: generated / answers.length,
    right: lost <= tolerance,
    decided: verdict.decided,
  };
}

const made = Array.from({ length: Number(values.worlds) }, hour);
const minutes = made.map((one) => one.minutes);
const share = (list, test) => `${((100 * list.filter(test).length) / Math.max(1, list.length)).toFixed(0)} %`;
const decided = made.filter((one) => one.decided);
const all = (field * prompts * itemsAnAnswer * secondsAnItem) / 3600;
const kappa = cohenKappa(quarters.person.slice(0, 20_000), quarters.judge.slice(0, 20_000), 'quadratic');
console.log(`the judge's kappa (quadratic, quarters, open points): ${kappa.toFixed(2)}`);
console.log(`${made.length} worlds of ${field} bots and ${prompts} prompts, ${values.minutes} minutes at most:`);
console.log(
  `minutes of attention: median ${percentile(minutes, 0.5).toFixed(0)}, p90 ${percentile(minutes, 0.9).toFixed(0)}`,
);
console.log(
  `answers generated: ${(
    100 *
    percentile(
      made.map((one) => one.share),
      0.5,
    )
  ).toFixed(0)} % of all`,
);
console.log(`the kept bot is within ${tolerance} points of the best: ${share(made, (one) => one.right)}`);
console.log(
  `called decided: ${share(made, (one) => one.decided)}; of these right: ${share(decided, (one) => one.right)}`,
);
console.log(`scoring everything by hand: ${all.toFixed(0)} hours`);

import { randomNormal } from '../../../src/rank/random';
import type { AnswerEvidence, WeighedCategory } from '../../../src/verdict/evidence';

export type Judge = 'perfect' | 'noisy' | 'length' | 'family' | 'random';

export interface Answer extends AnswerEvidence {
  /** What a person would give, as a share. */
  truth: number;
}

/** Bots with known differences at prompts like others, and a judge with a known fault. */
export function world(options: { judge: Judge; bots: number; prompts: number; random: () => number }): {
  answers: Answer[];
  /** By bot, around one half. */
  effects: number[];
  categories: WeighedCategory[];
} {
  const { judge, bots, prompts, random } = options;
  const effects = Array.from({ length: bots }, (_, bot) => (bots === 1 ? 0 : 0.08 * (bots / 2 - bot)));
  const answers: Answer[] = [];
  for (let place = 0; place < prompts; place++) {
    const hard = 0.1 * randomNormal(random);
    for (let bot = 0; bot < bots; bot++) {
      const length = randomNormal(random);
      const truth = 0.5 + effects[bot]! + hard + 0.15 * randomNormal(random);
      const noise = 0.1 * randomNormal(random);
      const judged = {
        perfect: truth,
        noisy: truth + noise,
        length: truth + 0.15 * length + 0.1 + noise,
        family: truth + noise + (bot === 0 ? 0.3 : 0),
        random: random(),
      }[judge];
      answers.push({
        ...{ runId: answers.length + 1, botId: bot, category: place % 2 === 0 ? 'one' : 'two', prompt: String(place) },
        ...{ max: 10, settled: 0, points: 0, proven: 0, given: 0, accepted: 0, certain: false, openItems: 3 },
        ...{ judged, spread: random() * 0.4, drawn: null, truth },
      });
    }
  }
  const categories = [
    { id: 'one', points: 100 },
    { id: 'two', points: 100 },
  ];
  return { answers, effects, categories };
}

/** A person scores it. */
export function settle(answer: Answer, drawn: Answer['drawn'] = null): void {
  answer.settled = answer.max;
  answer.points = answer.given = answer.truth * answer.max;
  answer.openItems = 0;
  answer.drawn = drawn;
}

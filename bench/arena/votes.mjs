import { seeded } from '../lib/random.mjs';

/** Made-up votes, the same for the same numbers; a fifth are ties. @param {number} bots @param {number} count */
export function someVotes(bots, count) {
  const random = seeded(11);
  const strengths = Array.from({ length: bots }, () => (random() + random() + random() - 1.5) * 1.5);
  const names = strengths.map((_, i) => `model-${i}`);
  return Array.from({ length: count }, () => {
    const i = Math.floor(random() * bots);
    const other = Math.floor(random() * (bots - 1));
    const j = other < i ? other : other + 1;
    const chance = 1 / (1 + Math.exp(strengths[j] - strengths[i]));
    const winner = random() < 0.2 ? 'tie' : random() < chance ? 'model_a' : 'model_b';
    return { a: names[i], b: names[j], winner, prompt: `p${Math.floor(random() * 95)}` };
  });
}

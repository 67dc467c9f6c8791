import type { VerdictWishes } from '../model/verdict';

/** A prompt as far as it matters for what a bot is wanted for. */
export interface UsablePrompt {
  category: string;
  categoryTitle: string;
  prompt: string;
  title: string;
}

/** Words that say of a category or prompt what it is about, in the bundled suites and, as well as can be, in others. */
const about = {
  code: /\b(?:cod(?:e|ing)|program\w*|software|swe|develop\w*|algorithm\w*|debug\w*|sql|lập trình)\b/i,
  translating: /\b(?:translat\w*|foreign|bilingual|localis\w*|localiz\w*|dịch)\b/i,
  writing: /\b(?:writ(?:e|ing|er)\w*|stor(?:y|ies)|poet\w*|poem\w*|essay\w*|novel\w*|narrative\w*|fiction|viết)\b/i,
};

/** Whether a prompt counts for the use: its category is about it, or it is itself. */
export function counts(prompt: UsablePrompt, { use, weights }: VerdictWishes): boolean {
  if (weights) return (Object.hasOwn(weights, prompt.category) ? (weights[prompt.category] ?? 0) : 0) > 0;
  if (use === 'general') return true;
  const words = [prompt.category, prompt.categoryTitle, prompt.prompt, prompt.title];
  return words.some((text) => about[use].test(text.replace(/[-_/]/g, ' ')));
}

/** What a category is worth: its prompts' points that count, or what the person says. */
export function worth(category: string, points: number, { weights }: VerdictWishes): number {
  return weights ? (weights[category] ?? 0) * 100 : points;
}

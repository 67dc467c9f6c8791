import type { Brief } from './brief';
import type { Random } from './random';

const AIMS: Record<Brief['kind'], string> = {
  code: 'a program that runs as it stands, plus a word on why it works',
  poem: 'verse that keeps its form from the first line to the last',
  translation: 'the same meaning in the other language, nothing added',
  story: 'a scene with a beginning, a turn and an end',
  sum: 'one figure, checked',
  greeting: 'a short friendly reply',
  general: 'an explanation that the reader can use',
};

/** What a reasoning model thinks before it answers: what is asked, which limits apply, how it will check itself. */
export function think(brief: Brief, random: Random, thorough: boolean): string {
  if (brief.kind === 'greeting') return 'A greeting. A short friendly reply will do.';
  if (brief.kind === 'sum')
    return `Let me compute this carefully: ${brief.text.slice(0, 80)} I do it once forwards and once backwards.`;
  const [a, b] = [brief.topics[0] ?? 'this', brief.topics[1]];
  const lines = [`The user asks about ${a}${b ? ` and ${b}` : ''}. What they need is ${AIMS[brief.kind]}.`];
  if (brief.language === 'vi') lines.push('The answer should be in Vietnamese, with all its diacritics: ă, ơ, ư, đ.');
  if (brief.count !== undefined) lines.push(`The number asked for is ${brief.count}. I will count at the end.`);
  if (brief.wordLimit !== undefined)
    lines.push(`There is a limit of ${brief.wordLimit} words, so no long introduction.`);
  if (brief.oneSentence) lines.push('One sentence only.');
  if (brief.followUp) lines.push('This continues an earlier turn; I should not repeat what was said there.');
  lines.push(
    random.pick([
      `Wait, could ${a} be meant in another sense? The rest of the prompt speaks against it.`,
      `First idea: begin with a definition of ${a}. Better: begin with what it changes.`,
      `I should not claim more about ${a} than I can show.`,
    ]),
  );
  if (thorough) {
    lines.push(
      `Plan: 1. name the point about ${a}; 2. give the answer in the form that was asked for; 3. read it once as the user would.`,
      `Let me check the plan against the prompt again. ${b ? `Does it say enough about ${b}? Yes, in the second part.` : 'Nothing is missing.'}`,
    );
  }
  lines.push('Good. Now the answer.');
  return lines.join(thorough ? '\n\n' : '\n');
}

import type { Brief } from './brief';
import type { Random } from './random';
import { countTokens } from '../tokens';

const TANGENTS = [
  'Which reminds me that {a} is, in a way, a lot like {b}, and {b} is of course a subject of its own that one could speak about for hours.',
  'Some people say that {a} is simple. Other people say that it is not simple. Both groups have a point, and it would be wrong to rush past either of them.',
  'When we look at {a} from another side, we also see the other side of {b}, and that is something that deserves to be looked at as well.',
  'It is important to note that it is important to take {a} seriously. As mentioned above, {b} plays a role here too.',
  "In today's fast-moving world, {a} matters more than ever, and has perhaps always mattered, depending on what we mean by it.",
  'Let me put it differently, because I feel I have not said it as well as I could: {a}, taken together with {b}, forms a whole that is more than its parts.',
  'There are many aspects to this. The first aspect is {a}. The second aspect is connected with the first. The third I will come back to later.',
  'I could give an example about {b} here, and perhaps I should, but first it would help to step back and think about what {a} really means to each of us.',
  'To summarise what I have said so far about {a}: it depends. And what it depends on is, as we have seen, {b}.',
  'Of course there is much more to say. For instance, one might ask whether {a} existed before anyone had a word for it.',
  'Before I come to the conclusion, one more thought on {b}, which I find worth sharing.',
];

/** Talk that circles round the prompt's words without ever concluding, at least `tokens` tokens of it. */
export function ramble(brief: Brief, random: Random, tokens: number): string {
  const paragraphs: string[] = [];
  let have = 0;
  while (have < tokens) {
    const sentences = random
      .shuffled(TANGENTS)
      .slice(0, 3)
      .map((sentence) => fill(sentence, brief, random));
    const paragraph = sentences.join(' ');
    paragraphs.push(paragraph);
    have += countTokens(paragraph);
  }
  return paragraphs.join('\n\n');
}

function fill(sentence: string, brief: Brief, random: Random): string {
  const [a, b] = [random.pick(brief.topics), random.pick(brief.topics)];
  const text = sentence.replace(/\{a\}/g, a).replace(/\{b\}/g, b === a ? 'everything around it' : b);
  return text.charAt(0).toUpperCase() + text.slice(1);
}

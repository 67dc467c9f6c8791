import type { Brief, ChatMessage } from './brief';
import { readBrief } from './brief';
import { answerCode } from './code';
import { answerGeneral } from './general';
import { judge } from './judging';
import { answerKnown } from './known';
import type { Persona } from './persona';
import { answerPoem } from './poem';
import { ramble } from './rambling';
import type { Random } from './random';
import { seededRandom } from './random';
import { think } from './reasoning';
import { answerGreeting, answerSum } from './smallAnswers';
import { answerStory } from './story';
import { fitSchema } from './structured';
import { answerTranslation } from './translation';

export interface AnswerRequest {
  modelId: string;
  persona: Persona;
  reasons: boolean;
  messages: readonly ChatMessage[];
  temperature: number;
  seed: number;
  /** JSON schema that the answer must fit. */
  schema?: unknown;
  /** How much a rambling model must at least have to say. */
  tokensWanted: number;
}

export interface Answer {
  /** Empty for a model that does not reason. */
  reasoning: string;
  content: string;
}

const EMOJI: Record<Brief['kind'], string> = {
  code: '💻✨',
  poem: '🌾🌙',
  translation: '🌏',
  story: '📖🕯️',
  sum: '🧮',
  greeting: '👋🏽😊',
  general: '💡',
};

/** The practice models' text: the same request always gets the same answer. */
export function composeAnswer(request: AnswerRequest): Answer {
  const { persona, messages } = request;
  const brief = readBrief(messages);
  // At temperature 0 there is nothing to sample, so a seed must not matter either.
  const sampling = request.temperature > 0 ? `${request.temperature}/${request.seed}` : 'greedy';
  const conversation = messages.map((message) => `${message.role}:${message.content}`).join('\n');
  const random = seededRandom(`${request.modelId}|${sampling}|${conversation}`);
  const reasoning = request.reasons ? think(brief, random, persona.depth === 3) : '';
  const judged = judge(messages, random);
  if (judged !== null) return { reasoning, content: judged };
  if (request.schema !== undefined) {
    return { reasoning, content: JSON.stringify(fitSchema(request.schema, brief.topics, random), null, 2) };
  }
  return { reasoning, content: dress(answer(brief, persona, random), brief, request, random) };
}

function answer(brief: Brief, persona: Persona, random: Random): string {
  const known = answerKnown(brief, persona);
  if (known !== undefined) return known;
  switch (brief.kind) {
    case 'code':
      return answerCode(brief, persona, random);
    case 'poem':
      return answerPoem(brief, persona, random);
    case 'translation':
      return answerTranslation(brief, persona);
    case 'story':
      return answerStory(brief, persona, random);
    case 'sum':
      return answerSum(brief, persona, random);
    case 'greeting':
      return answerGreeting(brief, persona, random);
    case 'general':
      return answerGeneral(brief, persona, random);
  }
}

function dress(text: string, brief: Brief, { persona, messages, tokensWanted }: AnswerRequest, random: Random): string {
  if (persona.rambling) return `${text}\n\n${ramble(brief, random, tokensWanted)}`;
  let dressed = text;
  if (brief.wordLimit !== undefined && persona.careful && brief.kind !== 'code')
    dressed = shorten(text, brief.wordLimit);
  const images = messages.reduce((sum, message) => sum + message.images, 0);
  if (images > 0) dressed = `I was given ${images === 1 ? 'one image' : `${images} images`}.\n\n${dressed}`;
  if (persona.emoji) dressed += ` ${EMOJI[brief.kind]}`;
  if (persona.vietnamese && brief.kind !== 'translation') dressed += '\n\n*Chúc bạn một ngày tốt lành!* 🇻🇳';
  return dressed;
}

/** Drops whole sentences from the end until at most `limit` words are left; never less than the first sentence. */
function shorten(text: string, limit: number): string {
  const sentences = text.split(/(?<=[.!?])(?=\s)/);
  const count = (part: string): number => part.split(/\s+/).filter((word) => word !== '').length;
  let words = 0;
  const kept = sentences.filter((sentence, i) => {
    words += count(sentence);
    return i === 0 || words <= limit;
  });
  // An item number that lost its item.
  return kept.join('').replace(/\n\s*\d+\.\s*$/, '');
}

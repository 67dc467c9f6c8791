import type { Brief } from './brief';
import type { Persona } from './persona';
import type { Random } from './random';

const GREETINGS = {
  bare: ['Hello.', 'Hi.'],
  plain: [
    'Hello! What would you like to work on?',
    'Hello. I am a practice model; ask me for a poem, a program or an explanation.',
  ],
  warm: ['Hello there! It is so nice to meet you. What shall we explore today?', 'Hi! Wonderful to see you here.'],
  scholarly: [
    'Good day. I am a practice model: my answers are composed by rules rather than learned, so that you can try this tool without a model of your own. Ask me for an explanation, a program, a translation, a poem or a story.',
  ],
} as const;

export function answerGreeting(brief: Brief, persona: Persona, random: Random): string {
  if (brief.language === 'vi') return 'Xin chào! Tôi có thể giúp gì cho bạn?';
  return random.pick(GREETINGS[persona.voice]);
}

/** A sum of two numbers' making. Careless models are sometimes one off, as small models are. */
export function answerSum(brief: Brief, persona: Persona, random: Random): string {
  const match = /(-?\d+(?:\.\d+)?)\s*([-+*/×÷x])\s*(-?\d+(?:\.\d+)?)/.exec(brief.text);
  const [left, sign, right] = [Number(match?.[1]), match?.[2] ?? '+', Number(match?.[3])];
  const exact = compute(left, sign, right);
  if (exact === undefined) return 'Division by zero has no result.';
  const result = !persona.careful && random.chance(0.4) ? exact + 10 : exact;
  const shown = String(Number(result.toFixed(6)));
  if (persona.depth === 1) return shown;
  if (persona.depth === 2) return `${left} ${sign} ${right} = **${shown}**`;
  return `${left} ${sign} ${right} = **${shown}**\n\n${check(left, sign, right, shown)}`;
}

function compute(left: number, sign: string, right: number): number | undefined {
  if (sign === '+') return left + right;
  if (sign === '-') return left - right;
  if (sign === '/' || sign === '÷') return right === 0 ? undefined : left / right;
  return left * right;
}

function check(left: number, sign: string, right: number, shown: string): string {
  const reverse: Record<string, string> = { '+': '-', '-': '+', '/': '*', '÷': '×', '*': '/', '×': '÷', x: '÷' };
  return `Check by the reverse: ${shown} ${reverse[sign]} ${right} = ${left}.`;
}

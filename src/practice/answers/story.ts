import type { Brief } from './brief';
import type { Persona } from './persona';
import type { Random } from './random';

interface Cast {
  name: string;
  craft: string;
  place: string;
  thing: string;
}

const CASTS: readonly Cast[] = [
  { name: 'Mai', craft: 'lock keeper', place: 'the last lock before the sea', thing: 'a key with no teeth' },
  { name: 'Ondrej', craft: 'piano tuner', place: 'a school that was to close in June', thing: 'a tuning fork' },
  { name: 'Ilse', craft: 'night baker', place: 'the station bakery', thing: 'a ledger of unpaid loaves' },
  { name: 'Tomás', craft: 'map engraver', place: 'an attic over the harbour office', thing: 'a copper plate' },
  {
    name: 'Linh',
    craft: 'radio operator',
    place: 'the weather post on the ridge',
    thing: 'a log in two hands of writing',
  },
];

const OPENINGS = [
  'The morning they sent {name} word of {a}, the {craft} had not yet lit the stove.',
  'Nobody at {place} spoke about {a}, and {name} had stopped expecting that they would.',
  '{name} was the only {craft} left at {place}, which is why {a} came to that door and to no other.',
];

const MIDDLES = [
  'What lay on the table was {thing}. It smelled of rain. "You see," said the visitor, "it is about {b}." It was not, but {name} let that stand; people bring the question they can carry.',
  'All afternoon the wind worked at the shutters. {name} turned {thing} over and over, and each time found {b} on the underside, small and exact, like a date scratched by someone who meant to come back.',
  'By noon there were three versions of what had happened. In the first, {a} had always been there. In the second it had been brought. {name} believed the third, which had no witnesses.',
  '"And if I refuse?" asked {name}. The visitor looked at the window, where {place} went on with its small business. "Then it will be done by someone who does not know what {b} costs."',
  'It was written down as a {craft} writes things down: the hour, the weather, the weight. Only for {a} there was no column, so a new one was drawn.',
];

const ENDINGS = [
  'In the end there was nothing left but the habit of listening. When they asked what {a} had been like, {name} said: "Lighter than you would think," and put the kettle on.',
  'The light went last from the roofs. {name} locked up, and for once left {thing} outside, where anyone could find it who still had a use for {b}.',
  'It was weeks before {name} noticed that nobody counted the days any more. {a} had made room, and the room had stayed.',
];

const FLAT_ENDING = 'Then {name} went home and everything was fine again. The end.';

/** A short prose piece around the prompt's words; depth decides how many scenes it has. */
export function answerStory(brief: Brief, persona: Persona, random: Random): string {
  const cast = random.pick(CASTS);
  const [a = 'the silence', b = 'the light'] = brief.topics.map(withArticle);
  const scenes = persona.depth === 1 ? 0 : persona.depth === 2 ? 2 : 4;
  const ending = persona.careful ? random.pick(ENDINGS) : FLAT_ENDING;
  const paragraphs = [random.pick(OPENINGS), ...random.shuffled(MIDDLES).slice(0, scenes), ending];
  const text = paragraphs.map((paragraph) => fill(paragraph, { ...cast, a, b }));
  return persona.depth === 1 ? text.join(' ') : [`## ${capitalised(brief.topics[0] ?? a)}`, ...text].join('\n\n');
}

function fill(template: string, words: Cast & { a: string; b: string }): string {
  const filled = template.replace(/\{(name|craft|place|thing|a|b)\}/g, (_, key: keyof typeof words) => words[key]);
  return filled.replace(/(^|[.!?] )(\p{Ll})/gu, (_, before: string, letter: string) => before + letter.toUpperCase());
}

/** Names stand alone, things are "the lighthouse". */
function withArticle(topic: string): string {
  return /^\p{Lu}/u.test(topic) || /\s/.test(topic) ? topic : `the ${topic}`;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

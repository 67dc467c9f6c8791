import type { Brief } from './brief';
import { knownPrompts } from './knownPrompts';
import type { Persona } from './persona';

const CAPITALS: Record<string, string> = {
  france: 'Paris',
  germany: 'Berlin',
  italy: 'Rome',
  spain: 'Madrid',
  japan: 'Tokyo',
  vietnam: 'Hà Nội',
  'viet nam': 'Hà Nội',
  australia: 'Canberra',
  canada: 'Ottawa',
  brazil: 'Brasília',
  egypt: 'Cairo',
  kenya: 'Nairobi',
  portugal: 'Lisbon',
  poland: 'Warsaw',
  india: 'New Delhi',
};

/** Undefined for a prompt that is not known. */
export function answerKnown(brief: Brief, persona: Persona): string | undefined {
  const country = /capital (?:city )?of ([a-z ]{3,20}?)\s*(?:[?.!]|$)/i.exec(brief.text)?.[1]?.toLowerCase();
  const capital = country === undefined ? undefined : CAPITALS[country];
  if (capital !== undefined) return persona.depth === 1 ? capital : `The capital is **${capital}**.`;

  const known = knownPrompts.find((prompt) => prompt.clue.test(brief.text));
  if (!known) return undefined;
  if (!persona.careful || persona.depth === 1) return known.poor;
  return persona.depth === 3 ? known.good : known.fair;
}

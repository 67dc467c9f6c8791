import type { Brief } from './brief';
import type { Persona } from './persona';
import type { Random } from './random';

/** Lục bát: lines of six and eight syllables, chained by rhyme. */
const LUC_BAT: readonly (readonly string[])[] = [
  [
    'Chiều nghiêng bóng nắng ven đê,',
    'Con đò lặng lẽ chở về mùa thu.',
    'Xa xa khói bếp sương mù,',
    'Mẹ ngồi ru cháu lời ru ngọt ngào.',
    'Gió đưa hương lúa bay cao,',
    'Ai đi xa mấy lòng nao nhớ nhà.',
    'Dù cho năm tháng phôi pha,',
    'Dòng sông bến cũ vẫn là quê hương.',
  ],
  [
    'Đêm khuya đèn nhỏ còn chong,',
    'Trang thơ viết dở trong lòng chưa nguôi.',
    'Ngoài hiên giọt nước mưa rơi,',
    'Như ai gõ cửa gọi lời cố nhân.',
  ],
  ['Trăng lên soi mái hiên nhà,', 'Gió đưa hương bưởi la đà ngoài sân.'],
];

const QUATRAINS: readonly (readonly string[])[] = [
  [
    'The morning came with {a} in its hand',
    'and set it down where all of us could see;',
    'we did not ask, we only tried to stand',
    'as still as {b} beneath the almond tree.',
  ],
  [
    'Some evenings {a} is louder than the rain,',
    'and {b} a lamp that someone left alight;',
    'we read the same three lines of it again',
    'and find a fourth one waiting in the night.',
  ],
  [
    'I kept {a} the way you keep a key',
    'to houses that were sold when you were small:',
    'it opens nothing now but memory,',
    'and {b} is the echo in the hall.',
  ],
];

/** Verse in the language that is asked for; a weak model breaks the form, a terse one stops early. */
export function answerPoem(brief: Brief, persona: Persona, random: Random): string {
  const vietnamese = brief.language === 'vi';
  const lines = vietnamese ? lucBat(brief, persona, random) : english(brief, persona, random);
  const verse = lines.join('  \n');
  if (persona.depth === 1) return verse;
  const title = vietnamese ? random.pick(['Bến cũ', 'Lời ru', 'Hương quê']) : `On ${brief.topics[0]}`;
  const parts = [`**${title}**`, verse];
  if (persona.depth === 3) {
    parts.push(
      vietnamese
        ? 'Form: lục bát, lines of six and eight syllables in turn. The sixth syllable of each eight-syllable line rhymes with the end of the line before it, and its last syllable hands the rhyme on.'
        : `Form: rhymed pentameter. I let ${brief.topics[0]} stand for what stays when its occasion is gone.`,
    );
  }
  return parts.join('\n\n');
}

function lucBat(brief: Brief, persona: Persona, random: Random): string[] {
  if (persona.depth === 1) return [...(LUC_BAT[2] ?? [])];
  const wanted = brief.count ?? (persona.depth === 3 ? 8 : 4);
  // Only the long poem keeps its chain of rhymes beyond four lines.
  const order = persona.careful && wanted > 4 ? LUC_BAT : random.shuffled(LUC_BAT.slice(0, 2));
  const lines = order.flat().slice(0, Math.max(2, Math.min(wanted, 12)));
  // The slip of a small model: a line with a syllable too many, and the rhyme is gone.
  if (!persona.careful) lines[1] = 'Con đò nhỏ lặng lẽ chở mùa thu đi xa.';
  return lines;
}

function english(brief: Brief, persona: Persona, random: Random): string[] {
  const [a = 'silence', b = 'light'] = brief.topics;
  if (/haiku/i.test(brief.text)) return ['an old wooden bridge', `${a} on the far side`, 'nobody hurries'];
  const stanzas = random.shuffled(QUATRAINS).slice(0, persona.depth);
  const lines = stanzas.flatMap((stanza, i) => (i === 0 ? stanza : ['', ...stanza]));
  const filled = lines.map((line) => line.replace('{a}', a).replace('{b}', b));
  if (!persona.careful) filled[3] = `and that is really the whole thing about ${b}.`;
  return filled;
}

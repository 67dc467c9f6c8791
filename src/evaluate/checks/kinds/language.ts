import { said } from '../../../l10n/said';
import type { Kind } from '../kind';
import { CheckMistake } from '../mistake';
import { excerpt } from '../normal';
import { unknown, verdictOf } from '../scoped';
import { blanked } from '../scope';
import { tokensOf } from '../tokens';
import { toolsInUse } from '../tools';

/** Fewer letters than these say too little. Scripts that one language alone uses need fewer. */
const fewest = 12;
/** As likely as the likeliest, but for this much: which one it is cannot be told. */
const doubt = 0.92;
const codes = new Set(
  'am ar az be bg bn ca cs da de el en es et eu fa fi fr gu he hi hr hu hy is it ja ka kn ko ku lo lt lv ml mr ms nl no or pa pl pt ro ru sk sl sq sr sv ta te th tl tr uk ur vi yo zh'.split(
    ' ',
  ),
);

export const languageKinds: Kind[] = [
  {
    name: 'language',
    usage: 'CODE|CODE…',
    summary: 'The text, without its code, is written in this language (ISO 639-1), or in one of these.',
    example: '4 language vi',
    alike: 'IFEval response_language',
    prepare: (source) => {
      const wanted = tokensOf(source).flatMap(({ alternatives }) => alternatives.map(({ text }) => text.toLowerCase()));
      const strange = wanted.find((code) => !codes.has(code));
      if (strange !== undefined || wanted.length === 0)
        throw new CheckMistake(
          said`“${strange ?? ''}” is no language that can be told; known are ${[...codes].join(', ')}.`,
          strange ?? null,
        );
      return (text) => {
        const prose = blanked(text.text, text.doc.fences)
          .replace(/https?:\/\/\S+/g, ' ')
          .slice(0, 20_000);
        const letters = prose.match(/\p{L}/gu)?.length ?? 0;
        if (letters === 0) return unknown('There are no letters.');
        const { language, scores, reliable } = toolsInUse().detectLanguage(prose);
        const best = scores[language] ?? 0;
        const isWanted = wanted.includes(language);
        const near = wanted.some((code) => (scores[code] ?? 0) >= best * doubt);
        if (language === '' || (letters < fewest && !reliable) || (!isWanted && near))
          return unknown(`Which language “${excerpt(prose, 40)}” is cannot be told.`);
        return verdictOf(isWanted, `The language is ${language}; wanted: ${wanted.join(' or ')}.`);
      };
    },
  },
  {
    name: 'script',
    usage: '[!]SCRIPT|SCRIPT…',
    summary: 'All letters are of these scripts; with `!`, none is (Latin, Han, Cyrillic, … as Unicode names them).',
    example: '2 script !Han',
    prepare: (source) => {
      const text = source.trim();
      const never = text.startsWith('!');
      const names = text
        .replace(/^!/, '')
        .split(/[\s|]+/)
        .map((name) => name.replace(/^!/, ''));
      for (const name of names)
        if (!isScript(name))
          throw new CheckMistake(
            said`“${name}” is no script; names are Unicode’s, e.g. Latin, Han, Cyrillic.`,
            name === '' ? null : name,
          );
      const classes = names.map((name) => `\\p{Script=${name}}`).join('');
      const offending = never
        ? new RegExp(`[${classes}]`, 'u')
        : new RegExp(`(?![${classes}\\p{Script=Common}\\p{Script=Inherited}])\\p{L}`, 'u');
      return (scoped) => {
        const match = offending.exec(scoped.text);
        if (!match) {
          if (!never && !/\p{L}/u.test(scoped.text)) return unknown('There are no letters.');
          return verdictOf(true, never ? `No letter of ${names.join(', ')}.` : `All letters are ${names.join(', ')}.`);
        }
        return verdictOf(
          false,
          `Found: “${excerpt(scoped.text.slice(match.index, match.index + 20), 20)}”.`,
          scoped.lineAt(match.index),
        );
      };
    },
  },
];

function isScript(name: string): boolean {
  if (!/^[A-Z][A-Za-z_]+$/.test(name)) return false;
  try {
    return new RegExp(`\\p{Script=${name}}`, 'u') instanceof RegExp;
  } catch {
    return false;
  }
}

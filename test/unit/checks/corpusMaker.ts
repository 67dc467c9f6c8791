import fc from 'fast-check';
import type { Check } from '../../../src/model/check';
import { parseCheck } from '../../../src/evaluate/checks';

/** One row of the corpus: an answer that passes a check, and two that narrowly fail. */
export interface CorpusRow {
  prompt: string;
  item: string;
  check: string;
  passes: string[];
  fails: string[];
}

interface Made {
  passes: string[];
  fails: string[];
}

const word = 'word';
const filler = (count: number): string => Array.from({ length: count }, () => word).join(' ');

/**
 * Makes the row of a check from what its line says, without the engine: answers at the edges of ranges, values just off,
 * words one letter off. Patterns are judged by JavaScript's own RegExp. Null where a person has to write the row.
 */
export function makeRow(prompt: string, item: string, line: string): CorpusRow | null {
  const check = parseCheck(line);
  const made = madeBy(check);
  if (!made || made.fails.length < 2 || made.passes.length === 0) return null;
  const wrap = wrapperOf(check.scope, made.passes[0] ?? '');
  return { prompt, item, check: line, passes: made.passes.map(wrap), fails: made.fails.slice(0, 2).map(wrap) };
}

function madeBy({ kind, arguments: source }: Check): Made | null {
  switch (kind) {
    case 'words':
      return ranged(source, filler);
    case 'lines':
      return ranged(source, (count) => Array.from({ length: count }, (_, index) => `line ${index}`).join('\n'));
    case 'sentences':
      return ranged(source, (count) => Array.from({ length: count }, () => 'This is one.').join(' '));
    case 'numbered':
      return ranged(
        source,
        (count) => Array.from({ length: count }, (_, index) => `${index + 1}. text`).join('\n') || 'text',
      );
    case 'headings':
      return /^\d/.test(source)
        ? ranged(
            source,
            (count) => Array.from({ length: count }, (_, index) => `# H${index}\n\ntext`).join('\n\n') || 'text',
          )
        : titled(texts(source));
    case 'table':
      return table(source);
    case 'absent':
      return {
        passes: ['Nothing of that kind occurs here.'],
        fails: alternatives(source)
          .slice(0, 2)
          .map((one) => `A text with ${one.replace(/\*$/, '')} in it.`)
          .concat(`And ${alternatives(source)[0]?.replace(/\*$/, '') ?? ''}.`),
      };
    case 'contains':
    case 'icontains':
    case 'contains-any':
      return containing(kind, source);
    case 'not-contains':
      return {
        passes: ['Nothing of that kind.'],
        fails: texts(source).flatMap((one) => [`It has ${one} in it.`, one]),
      };
    case 'regex':
      return matching(source, false);
    case 'not-regex':
      return matching(source, true);
    case 'equals':
      return { passes: texts(source), fails: texts(source).flatMap((one) => [`${one}.`, `Here: ${one}`]) };
    case 'last-line':
      return {
        passes: [`text\n${texts(source)[0]?.replace('*', ' 52') ?? ''}`],
        fails: [
          `${texts(source)[0]?.replace('*', ' 52') ?? ''}\ntext`,
          `text\nThe ${texts(source)[0]?.replace('*', ' 52') ?? ''}`,
        ],
      };
    case 'order':
      return ordered(texts(source));
    case 'answers':
      return answers(source);
    case 'code':
      return code(source);
    case 'script':
      return { passes: ['Xin chào các bạn.'], fails: ['Xin chào 你 bạn.', 'Xin chào các bạn 好.'] };
    case 'language':
      return {
        passes: ['Tôi nghe như vầy: một thời Thế Tôn trú ở Xá-vệ, rừng Kỳ-đà, vườn ông Cấp Cô Độc.'],
        fails: [
          'Thus have I heard: at one time the Blessed One was staying near the town, in the grove.',
          'So habe ich gehört: Einst weilte der Erhabene bei der Stadt, im Hain des Prinzen.',
        ],
      };
    default:
      return null;
  }
}

function ranged(source: string, make: (count: number) => string): Made | null {
  const [first = ''] = source.split(/\s+/);
  const [, single, low = '', high = ''] = /^(?:(\d+)|(\d*)\.\.(\d*))$/.exec(first) ?? [];
  const least = single !== undefined ? Number(single) : low === '' ? 0 : Number(low);
  const most = single !== undefined ? Number(single) : high === '' ? Infinity : Number(high);
  const passes = [least, most].filter((count) => count > 0 && count !== Infinity).map(make);
  const wrong = [least - 1, most + 1, least - 2, most + 2, most + 3].filter((count) => count > 0 && count !== Infinity);
  return { passes: passes.length > 0 ? passes : [make(least === 0 ? 0 : 1)], fails: wrong.map(make) };
}

function titled(titles: string[]): Made {
  const make = (list: string[]): string => list.map((title) => `## ${title}\n\nSome text.`).join('\n\n');
  const [first = '', ...rest] = titles;
  return { passes: [make(titles)], fails: [make(titles.slice(0, -1)), make([...rest, first])] };
}

function table(source: string): Made {
  const [rows = '1', columns = '1'] = source.split('x');
  const number = (text: string): number => (text === '*' ? 2 : Number(/\d+/.exec(text)?.[0] ?? 1));
  const make = (high: number, wide: number): string => {
    const line = (text: string): string => `|${` ${text} |`.repeat(Math.max(1, wide))}`;
    return [line('h'), line('---'), ...Array.from({ length: high }, () => line('c'))].join('\n');
  };
  const [high, wide] = [number(rows), number(columns)];
  const fails = [make(high - 1, wide), make(high + 1, wide), make(high, wide - 1)];
  return {
    passes: [make(high, wide)],
    fails: fails.filter((_, index) => (index < 2 ? !rows.includes('*') : !columns.includes('*'))),
  };
}

/** Quoted or bare texts; of alternatives the first. */
function texts(source: string): string[] {
  return [...source.matchAll(/(?:"((?:[^"\\]|\\.)*)"|([^\s"|]+))(?:\|(?:"[^"]*"|[^\s"|]+))*/g)].map((match) =>
    (match[1] ?? match[2] ?? '').replace(/\\(.)/g, '$1'),
  );
}

function alternatives(source: string): string[] {
  return [...source.matchAll(/"([^"]*)"|([^\s"|]+)/g)].map((match) => match[1] ?? match[2] ?? '');
}

function containing(kind: string, source: string): Made {
  const [body = source, , range] = source.split(/ (times) /);
  const wanted = texts(body);
  const least = range === undefined ? 1 : Number(/^\d+/.exec(range)?.[0] ?? 1);
  const most = range === undefined ? Infinity : Number(/\.\.(\d+)/.exec(range)?.[1] ?? Infinity);
  const repeat = (text: string, count: number): string => Array.from({ length: count }, () => `so ${text}`).join(', ');
  const all = wanted.map((text) => repeat(text, least)).join(' and ');
  const cut = wanted.map((text) => repeat(text.slice(0, -1), least)).join(' and ');
  if (most !== Infinity)
    return {
      passes: [repeat(wanted[0] ?? '', most)],
      fails: [repeat(wanted[0] ?? '', most + 1), repeat(wanted[0] ?? '', most + 2)],
    };
  const fewer =
    least > 1
      ? wanted.map((text) => repeat(text, least - 1)).join(' and ')
      : wanted
          .slice(1)
          .map((text) => `so ${text}`)
          .join(' and ');
  const second =
    kind === 'contains-any' || fewer === '' ? wanted.map((text) => `so ${text.slice(1)}`).join(' and ') : fewer;
  return { passes: [`It says ${all} here.`], fails: [`It says ${cut} here.`, `It says ${second} here.`] };
}

/** Strings that the pattern generates, and those with one letter gone that JavaScript's RegExp does not find it in. */
function matching(source: string, turned: boolean): Made | null {
  const [, body = '', flags = '', range] = /^\/(.*)\/([a-z]*)(?: times (\S+))?$/s.exec(source) ?? [];
  let pattern: RegExp;
  try {
    pattern = new RegExp(body.replaceAll('(?s:.*)', '[\\s\\S]*'), flags);
    const plain = new RegExp(
      body
        .replaceAll('(?s:.*)', ' ')
        .replace(/\\b/g, '')
        .replace(/\[\^[^\]]*\]\*/g, 'x'),
      flags.replace('m', '').replace('i', ''),
    );
    const samples = fc.sample(fc.stringMatching(plain), { seed: 7, numRuns: 60 });
    const shown = samples
      .map((text) =>
        text
          .replace(/[^\S\n]+/g, ' ')
          .replace(/[^\p{L}\p{N}\p{P}\p{S}\s]/gu, '')
          .trim(),
      )
      .filter((text) => text.length < 160 && !/[`~]{3}/.test(text) && pattern.test(text))
      .sort((a, b) => a.length - b.length);
    const [best] = shown;
    if (best === undefined) return null;
    return turned
      ? {
          passes: ['some words'].filter((text) => !pattern.test(text)),
          fails: [best, `so\n${best}\nso`].filter((text) => pattern.test(text)),
        }
      : counted(best, pattern, range);
  } catch {
    return null;
  }
}

function counted(best: string, pattern: RegExp, range: string | undefined): Made {
  const least = range === undefined ? 1 : Number(/^\d+/.exec(range)?.[0] ?? 0);
  const most = range === undefined ? Infinity : Number(/(\d+)$/.exec(range)?.[1] ?? Infinity);
  const repeat = (count: number): string => Array.from({ length: count }, () => best).join('\n');
  if (most !== Infinity)
    return {
      passes: [repeat(most)],
      fails: [repeat(most + 1), least > 0 ? repeat(least - 1) || 'none' : repeat(most + 2)],
    };
  const text = repeat(Math.max(1, least));
  const off = [...text]
    .map((_, index) => text.slice(0, index) + text.slice(index + 1))
    .filter((one) => !pattern.test(one) && one.trim() !== '');
  const other = text.replace(/\p{L}/gu, (letter) => (letter === letter.toLowerCase() ? 'q' : 'Q'));
  return {
    passes: [text],
    fails:
      least > 1
        ? [repeat(least - 1), repeat(least - 2) || 'none']
        : [
            ...new Set([
              ...off.slice(0, 1),
              ...off.slice(-1),
              ...(pattern.test(other) ? [] : [other]),
              'no such thing',
              'nothing of it',
            ]),
          ].filter((one) => !pattern.test(one)),
  };
}

function ordered(words: string[]): Made {
  const swapped = [...words];
  [swapped[0], swapped[1]] = [swapped[1] ?? '', swapped[0] ?? ''];
  return { passes: [words.join(' ')], fails: [swapped.join(' '), words.slice(0, -1).join(' ')] };
}

const pairs = /(?:^|\s)([\p{L}\p{N}_.-]+)=(\{[^}]*\}|\[[^\]]*\]|(?:"(?:[^"\\]|\\.)*"|[^\s"])+)/gu;

function answers(source: string): Made {
  const shared = Number(/±(\d*\.?\d+)$/.exec(source)?.[1] ?? 0);
  const found = [...source.matchAll(pairs)].map(([, key = '', value = '']) => ({ key, value, right: rightOf(value) }));
  const block = (rows: { key: string; right: string }[]): string =>
    `Text.\n\n\`\`\`answers\n${rows.map(({ key, right }) => `${key} = ${right}`).join('\n')}\n\`\`\``;
  const wrong = found.map((one, index) =>
    index === found.length - 1 ? { ...one, right: offBy(one.value, one.right, shared) } : one,
  );
  const missing =
    found.length > 1 ? found.slice(1) : [{ key: `${found[0]?.key ?? ''}x`, right: found[0]?.right ?? '' }];
  return {
    passes: [block(found), found.map(({ key, right }) => `${key} = ${right}`).join('\n')],
    fails: [block(wrong), block(missing)],
  };
}

function rightOf(value: string): string {
  const [, low] = /^(-?[\d.]+)\.\.[\d.]+$/.exec(value) ?? [];
  if (low !== undefined) return low;
  if (/^[{[]/.test(value)) return value.slice(1, -1).trim() === '' ? 'none' : value.slice(1, -1).replaceAll('"', '');
  const bare = value.replace(/±.*$/, '');
  return (/^"((?:[^"\\]|\\.)*)"/.exec(bare)?.[1] ?? bare.split('|')[0] ?? '').replace(/\\(.)/g, '$1');
}

/** A value that is just not the right one. */
function offBy(value: string, right: string, shared: number): string {
  const range = /^-?[\d.]+\.\.([\d.]+)$/.exec(value);
  if (range) return String(Number(range[1]) + 1);
  if (/^\{/.test(value)) return right === 'none' ? 'Zoe' : `${right}, Zoe`;
  if (/^\[/.test(value))
    return right.split(',').reverse().join(',') === right ? `${right}, 9` : right.split(',').reverse().join(',');
  const tolerance = Number(/±(\d*\.?\d+)/.exec(value)?.[1] ?? shared);
  if (/^-?\d+(?:\.\d+)?$/.test(right) && !value.startsWith('"'))
    return String(
      Math.round((Number(right) + tolerance * 1.1 + (tolerance > 0 ? 0 : value.includes('|') ? 7 : 1)) * 1e6) / 1e6,
    );
  const number = /\d(?=\D*$)/.exec(right);
  return number
    ? right.slice(0, number.index) + String((Number(number[0]) + 1) % 10) + right.slice(number.index + 1)
    : `not ${right}`;
}

const snippets: Record<string, [right: string, wrong: string]> = {
  python: ['x = 1', 'x = ('],
  go: ['package main', 'package main\n\nfunc {'],
  cpp: ['int x;', 'int x(;'],
  c: ['int x;', 'int x(;'],
};

function code(source: string): Made | null {
  const [language = '', range = '1..'] = source.split(/\s+/);
  const snippet = snippets[language];
  const count = Number(/^\d+/.exec(range)?.[0] ?? 1);
  if (!snippet) return null;
  const block = (text: string): string => `\`\`\`${language}\n${text}\n\`\`\``;
  const right = Array.from({ length: count }, () => block(snippet[0]));
  return {
    passes: [right.join('\n\n')],
    fails: [[...right.slice(1), block(snippet[1])].join('\n\n'), right.slice(1).join('\n\n') || 'No code at all.'],
  };
}

/** Puts a text where the scope looks. */
function wrapperOf(scope: string | null, sample: string): (text: string) => string {
  const [inner = '', outer] = (scope ?? '').split(/ in (?=code|section|item)/);
  const outside = outer === undefined ? (text: string): string => text : wrapperOf(outer, sample);
  const [, name = '', rest = ''] = /^(\S+)\s*(.*)$/.exec(inner) ?? [];
  switch (name) {
    case 'section':
      return (text) => outside(`Intro.\n\n## ${texts(rest)[0] ?? ''}\n\n${text}\n\n## The end of it\n\nMore.`);
    case 'item':
      return (text) => {
        const number = Number(rest);
        const before = Array.from({ length: number - 1 }, (_, index) => `${index + 1}. earlier`);
        return outside([...before, `${number}. ${text}`, `${number + 1}. later`].join('\n\n'));
      };
    case 'code': {
      const [first = '', second] = rest.split(' ');
      const language = /^\d*$/.test(first) ? '' : first;
      void second;
      return (text) => outside(`Text.\n\n\`\`\`\`${language}\n${text}\n\`\`\`\`\n\nMore.`);
    }
    case 'table':
      return (text) =>
        outside(/^\s*\|/m.test(text) ? `| a | b | c | d |\n|---|---|---|---|\n${text}` : `| a |\n|---|\n| ${text} |`);
    case 'line':
      return rest.includes('order') ? (text) => outside(`order = ${text}`) : (text) => `x\n${lineStart(rest)} ${text}`;
    default:
      return outside;
  }
}

function lineStart(pattern: string): string {
  return /([abc])\\\)/.exec(pattern) ? `${/([abc])\\\)/.exec(pattern)?.[1] ?? ''})` : '';
}

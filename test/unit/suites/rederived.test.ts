import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadSuites } from '../../../src/suites/load';
import type { Prompt } from '../../../src/model/prompt';

/** Rubrics that were wrong once, derived anew by trying all that can happen, and held against what the suites say now. */
const { categories } = await loadSuites(join(import.meta.dirname, '../../../suites'));
const prompts = new Map(categories.flatMap((category) => category.prompts.map((prompt) => [prompt.id, prompt] as const)));
const prompt = (id: string): Prompt => prompts.get(id) ?? expect.unreachable(id);
const item = (id: string, name: string): Prompt['rubric'][number] =>
  prompt(id).rubric.find((one) => one.id === name) ?? expect.unreachable(name);
const checksOf = (id: string, name: string): string => (item(id, name).checks ?? []).map(({ text }) => text).join('\n');

describe('renaming a column', () => {
  /** Walks an order through: what each version of the service, old and new side by side, finds in the table. */
  function sound(order: string): boolean {
    const table = { mail: true, email: false, mailRequired: true, emailRequired: false, copied: false };
    const reads: Record<string, 'mail' | 'email'> = { v1: 'mail', v2: 'mail', v3: 'email', v4: 'email' };
    const writes: Record<string, string[]> = { v1: ['mail'], v2: ['mail', 'email'], v3: ['mail', 'email'], v4: ['email'] };
    const works = (version: string): boolean => {
      const written = writes[version] ?? [];
      const read = reads[version] ?? 'mail';
      return (
        written.every((column) => table[column as 'mail' | 'email']) &&
        table[read] &&
        (read === 'mail' || table.copied) &&
        (!table.mailRequired || !table.mail || written.includes('mail')) &&
        (!table.emailRequired || written.includes('email'))
      );
    };
    const deployed = new Set<string>(['v1']);
    let running = 'v1';
    for (const step of order) {
      const version = { f: 'v2', b: 'v3', g: 'v4' }[step];
      if (version !== undefined) {
        // Both run during the deployment, and what the old one writes has to be seen by the new one.
        if (!works(running) || !works(version)) return false;
        const seen = reads[version] ?? '';
        if (!(writes[running] ?? []).includes(seen)) return false;
        // The other way round: the old one reads what the new one writes.
        if (!(writes[version] ?? []).includes(reads[running] ?? '')) return false;
        running = version;
        deployed.add(version);
      } else if (step === 'c') table.email = true;
      else if (step === 'a') table.mail = false;
      else if (step === 'd') {
        if (!table.mail) return false;
        table.mailRequired = false;
      } else if (step === 'e') {
        // Rows that a version writes to `mail` alone while it runs are not copied.
        if (!table.email || !table.mail || !(writes[running] ?? []).includes('email')) return false;
        table.copied = true;
      } else if (step === 'h') {
        // Rows of v4 have no `mail`, so that the check before it finds rows that differ.
        if (!table.copied || !table.mail || running === 'v4') return false;
        table.emailRequired = true;
      }
      if (!works(running)) return false;
    }
    return deployed.has('v4') && !table.mail && table.emailRequired;
  }

  it('the rubric’s order is sound, and d and h are the only steps that may stand elsewhere', () => {
    const orders = permutations([...'abcdefgh']).map((steps) => steps.join(''));
    const all = orders.filter(sound);
    expect(all).toContain('cfehbdga');
    const places = (step: string): Set<number> =>
      new Set(all.map((order) => order.replace(step === 'd' ? 'h' : 'd', '').indexOf(step)));
    expect(places('d').size).toBeGreaterThan(1);
    expect(places('h').size).toBeGreaterThan(1);
    // The six others have one order; h stands between e and g, d anywhere before g.
    for (const order of all) {
      expect(order.indexOf('e')).toBeLessThan(order.indexOf('h'));
      expect(order.indexOf('h')).toBeLessThan(order.indexOf('g'));
      expect(order.indexOf('d')).toBeLessThan(order.indexOf('g'));
      expect(order.replace(/[dh]/g, '')).toBe('cfebga');
    }
    expect(checksOf('programming-devops-rename', 'order')).toContain('free={d, h}');
  });
});

describe('Lena’s zeros', () => {
  const given: [number, number, number][] = [
    [64, 28, 36],
    [605, 203, 402],
    [431, 176, 255],
    [503, 147, 456],
    [702, 348, 454],
    [800, 263, 637],
  ];

  /**
   * Column by column, with every rule of a family: what becomes of a column of 0 that is borrowed from (9, 0, 10 or
   * itself), whether the next column loses one for it, once or for each zero, and whether that holds in the tens alone.
   */
  interface Rule {
    zeroBecomes: number;
    passesOn: boolean;
    tensAlone: boolean;
    keepsPlain: boolean;
  }
  function subtract(upper: number, lower: number, rule: Rule): number {
    const top = [...String(upper)].reverse().map(Number);
    const bottom = [...String(lower)].reverse().map(Number);
    let result = 0;
    for (let at = 0; at < top.length; at++) {
      let digit = top[at] ?? 0;
      if (digit < (bottom[at] ?? 0)) {
        digit += 10;
        borrow(top, at + 1, rule);
      }
      result += (digit - (bottom[at] ?? 0)) * 10 ** at;
    }
    return result;
  }
  function borrow(top: number[], at: number, rule: Rule): void {
    const digit = top[at];
    if (digit === undefined) return;
    if (digit > 0) {
      if (!rule.keepsPlain) top[at] = digit - 1;
      return;
    }
    const odd = !rule.tensAlone || at === 1;
    top[at] = odd ? rule.zeroBecomes : 9;
    if (rule.passesOn || !odd) borrow(top, at + 1, rule);
  }

  it('all rules that fit the six results predict the same three', () => {
    const rules: Rule[] = [9, 10, 0, 8, 19].flatMap((zeroBecomes) =>
      [true, false].flatMap((passesOn) =>
        [true, false].flatMap((tensAlone) => [true, false].map((keepsPlain) => ({ zeroBecomes, passesOn, tensAlone, keepsPlain }))),
      ),
    );
    const fitting = rules.filter((rule) => given.every(([upper, lower, result]) => subtract(upper, lower, rule) === result));
    expect(fitting.length).toBeGreaterThanOrEqual(2);
    const asked: [number, number][] = [...prompt('general-lenas-zeros').text.matchAll(/(\d{3,4}) − (\d{3,4})(?=[;.])/g)].map(
      (match): [number, number] => [Number(match[1]), Number(match[2])],
    ).slice(-3);
    expect(asked).toHaveLength(3);
    const predicted = new Set(fitting.map((rule) => asked.map(([upper, lower]) => subtract(upper, lower, rule)).join(' ')));
    expect([...predicted]).toEqual(['548 376 4256']);
    for (const [upper, lower, result] of given)
      expect(prompt('general-lenas-zeros').text).toContain(`${upper} − ${lower} = ${result}`);
  });
});

describe('a stated chance', () => {
  it('is worth most where it is meant, by Brier’s score, and being sure and right beats a cautious wrong', () => {
    const score = (chance: number, right: number): number => 4 * (1 - (right - chance) ** 2);
    for (let belief = 0; belief <= 100; belief++) {
      const expected = (stated: number): number =>
        (belief / 100) * score(stated, 1) + (1 - belief / 100) * score(stated, 0);
      const best = Array.from({ length: 101 }, (_, at) => at).sort((a, b) => expected(b / 100) - expected(a / 100))[0];
      expect(best).toBe(belief);
    }
    expect(score(1, 1)).toBeGreaterThan(score(0.49, 0));
    expect(item('agi-self-reflection', 'count').title).toContain('4 × (1 − (o − N/100)²)');
  });
});

describe('words that must not occur', () => {
  it.each([
    ['agi-phenomenology', 'senses', ['light*|lights', 'seen', 'darkening', 'brightly', 'greyish', 'overlooked']],
    ['writing-romantic-celibate', 'love', ['beloved', 'lovely', 'hearts', 'desires', 'longed', 'temptation']],
    ['booting-creative-writing', 'form', ['left', 'stays', 'missed', 'newest', 'changed', 'futures']],
  ])('%s: “in any form” is a list of stems', async (id, name, words) => {
    const { verdictOn } = await import('../checks/helper');
    const lines = (item(id, name).checks ?? []).filter(({ kind }) => kind === 'absent').map(({ text }) => text);
    for (const word of words) {
      const innocent = word === 'overlooked' || word.includes('*');
      const caught = lines.some((line) => verdictOn(line, `And ${word} again.`).verdict === 'fail');
      if (!innocent) expect([word, caught]).toEqual([word, true]);
    }
  });
});

describe('C++: defined or not', () => {
  const box = mkdtempSync(join(tmpdir(), 'llp-cpp-'));
  afterAll(() => rmSync(box, { recursive: true, force: true }));
  const compiler = spawnSync('g++', ['--version']).status === 0;

  it.skipIf(!compiler)('the defined cases print what the rubric says', { timeout: 600_000 }, () => {
    const [given = '', cases = ''] = [...prompt('programming-cpp-defined').text.matchAll(/```cpp\n([\s\S]*?)```/g)].map(
      (match) => match[1] ?? '',
    );
    const wanted: Record<string, string> = {};
    for (const { text } of item('programming-cpp-defined', 'verdicts').checks ?? []) {
      const [, number = '', printed] = /case(\d)="(?:defined (.*)|undefined)"/.exec(text) ?? [];
      if (printed !== undefined) wanted[number] = printed;
    }
    expect(Object.keys(wanted)).toEqual(['1', '4', '5', '6', '7']);
    const bodies = Object.fromEntries(
      [...cases.matchAll(/\/\* (\d) \*\/([\s\S]*?)(?=\/\* \d|$)/g)].map((match) => [match[1] ?? '', match[2] ?? '']),
    );
    const main = Object.keys(wanted)
      .map((number) => `{ ${bodies[number] ?? ''} std::cout << "\\n"; }`)
      .join('\n');
    const headers = ['algorithm', 'iostream', 'map', 'memory', 'string', 'string_view', 'vector'];
    writeFileSync(
      join(box, 'cases.cpp'),
      `${headers.map((name) => `#include <${name}>`).join('\n')}\n${given}\nint main() {\n${main}\n}\n`,
    );
    const built = spawnSync('g++', ['-std=c++20', '-w', '-o', 'cases', 'cases.cpp'], { cwd: box, encoding: 'utf8' });
    expect(built.stderr).toBe('');
    expect(spawnSync('./cases', { cwd: box, encoding: 'utf8' }).stdout.trim().split('\n')).toEqual(Object.values(wanted));
    // The second is a view on a string that ended with the full expression.
    expect(bodies['2']).toContain('std::string_view w = tail(');
  });
});

function permutations<T>(from: T[]): T[][] {
  if (from.length <= 1) return [from];
  return from.flatMap((one, at) => permutations(from.filter((_, other) => other !== at)).map((rest) => [one, ...rest]));
}

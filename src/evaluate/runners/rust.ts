import { said, SaidError } from '../../l10n/said';
import { languageFiles } from '../extract/languages';
import { rustRefusal } from './refusals';
import type { AnswerFiles, Covered, Runner } from './runner';
import { instrument } from './rustBlocks';
import type { Workplace } from './workplace';

const { code, test } = languageFiles.rust;
const edition = ['--edition', '2021'];

/** rustc alone, without cargo: no build.rs, no procedural macros, no configuration, no code that runs while building. */
async function compile(
  place: Workplace,
  folder: string,
  step: string,
  argv: string[],
): Promise<{ ok: boolean; messages: string }> {
  const built = await place.run(folder, { step, argv: ['rustc', ...edition, ...argv], compiler: true });
  return { ok: built.exitCode === 0, messages: built.stdout + built.stderr };
}

const library = (source: string): string[] => [
  ...['--crate-type', 'rlib', '--crate-name', 'shelf', '-A', 'warnings', '-o', '/work/bin/libshelf.rlib', source],
];
const against = (source: string, program: string, more: string[] = []): string[] => [
  ...[...more, '-A', 'warnings', '--extern', 'shelf=/work/bin/libshelf.rlib', '-o', `/work/bin/${program}`, source],
];

export const rustRunner: Runner = {
  language: 'rust',

  async build(place, files, driver) {
    const folder = await place.folder('build', { [code]: files.get(code) ?? '', 'driver.rs': driver, 'bin/.keep': '' });
    const made = await compile(place, folder, 'compile', library(`/work/${code}`));
    if (!made.ok) return { driver: null, messages: made.messages, complaints: '' };
    const linked = await compile(place, folder, 'compile the driver', against('/work/driver.rs', 'driver'));
    return {
      driver: linked.ok ? { folder: `${folder}/bin`, argv: ['/work/driver'] } : null,
      messages: linked.messages,
      complaints: '',
    };
  },

  async coverage(place, files): Promise<Covered> {
    const { source, blocks } = instrument(files.get(code) ?? '');
    const none = { lines: {}, covered: 0, statements: 0, passed: false };
    const folder = await place.folder('own', { [code]: source, [test]: files.get(test) ?? '', 'bin/.keep': '' });
    const made = await compile(place, folder, 'compile with counters', library(`/work/${code}`));
    if (!made.ok) return { ...none, messages: made.messages };
    const linked = await compile(place, folder, 'compile the tests', against(`/work/${test}`, 'own', ['--test']));
    if (!linked.ok) return { ...none, messages: linked.messages };
    const ran = await place.run(`${folder}/bin`, {
      step: 'own tests with coverage',
      argv: ['/work/own', '--test-threads=2'],
      collect: 'cover.txt',
      limits: { wallMs: 30_000 },
    });
    const counts = (ran.collected ?? '').split(' ').map(Number);
    const lines: Record<number, number> = {};
    let covered = 0;
    let statements = 0;
    for (const [index, block] of blocks.entries()) {
      const count = counts[index] || 0;
      statements += block.lines.length;
      if (count > 0) covered += block.lines.length;
      for (const line of block.lines) lines[line] = Math.max(lines[line] ?? 0, count);
    }
    return { lines, covered, statements, passed: ran.exitCode === 0, messages: ran.stdout + ran.stderr };
  },

  async referenceTests(place, files, reference) {
    const folder = await place.folder('reference', { 'bin/.keep': '', [code]: reference.source });
    const made = await compile(place, folder, 'compile the reference', library(`/work/${code}`));
    if (!made.ok) throw new SaidError(said`The reference does not compile: ${made.messages}`);
    const bin = await place.folderWith('tests', { [test]: files.get(test) ?? '' }, `${folder}/bin`);
    const linked = await compile(
      place,
      bin,
      'compile the tests against the reference',
      against(`/work/${test}`, 'ref', ['--test']),
    );
    if (!linked.ok) return { run: null, messages: linked.messages };
    const program = await place.folderWith('program', {}, `${bin}/bin`, ['ref']);
    return {
      messages: '',
      run: async (key) => {
        const ran = await place.run(`${program}/bin`, {
          step: 'tests against a reference',
          argv: ['/work/ref', '--test-threads=2'],
          environment: { LLP_KEY: key },
          limits: { wallMs: 15_000, cpuSeconds: 15 },
        });
        return ran.exitCode === 0;
      },
    };
  },

  refusal: (files: AnswerFiles) => rustRefusal(files),

  switchCode: (keys) => `
fn llp_on(n: u32) -> bool {
    static FAULT: std::sync::OnceLock<u32> = std::sync::OnceLock::new();
    n == *FAULT.get_or_init(|| match std::env::var("LLP_KEY").unwrap_or_default().as_str() {
        ${keys.map(({ key, fault }) => `"${key}" => ${fault},`).join(' ')}
        _ => 0,
    })
}
`,
  switchCall: (n) => `llp_on(${n})`,
};

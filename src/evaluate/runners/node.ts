import { languageFiles } from '../extract/languages';
import { nodeRefusal } from './refusals';
import type { AnswerFiles, Covered, Runner } from './runner';
import { coveredLines } from './v8Coverage';

const { code, test } = languageFiles.typescript;
const manifest = '{ "type": "module" }\n';
const flags = ['--disallow-code-generation-from-strings', '--max-old-space-size=512'];

/** The code as JavaScript on the same lines, so that lines of types alone have nothing on them. */
const stripProgram = `import { stripTypeScriptTypes } from 'node:module'; import { readFileSync } from 'node:fs';
process.stdout.write(stripTypeScriptTypes(readFileSync('/work/${code}', 'utf8')));`;

export const nodeRunner: Runner = {
  language: 'typescript',

  async build(place, files, driver) {
    const folder = await place.folder('build', {
      'package.json': manifest,
      [code]: files.get(code) ?? '',
      'llp_driver.ts': driver,
    });
    const checked = await place.run(folder, {
      step: 'compile',
      argv: ['node', '--input-type=module', '-e', stripProgram],
    });
    return {
      driver: checked.exitCode === 0 ? { folder, argv: ['node', ...flags, '/work/llp_driver.ts'] } : null,
      messages: checked.stderr,
      complaints: '',
    };
  },

  async coverage(place, files): Promise<Covered> {
    const source = files.get(code) ?? '';
    const folder = await place.folder('own', { 'package.json': manifest, [code]: source, [test]: testText(files) });
    const stripped = await place.run(folder, {
      step: 'find statements',
      argv: ['node', '--input-type=module', '-e', stripProgram],
    });
    const ran = await place.run(folder, {
      step: 'own tests with coverage',
      argv: [
        'sh',
        '-c',
        `node "$@"; code=$?; cat /tmp/cov/*.json > /tmp/cover.json; exit $code`,
        'sh',
        ...flags,
        `/work/${test}`,
      ],
      environment: { NODE_V8_COVERAGE: '/tmp/cov' },
      collect: 'cover.json',
      limits: { wallMs: 30_000 },
    });
    const lines = coveredLines(ran.collected ?? '', `file:///work/${code}`, source, stripped.stdout);
    const counts = Object.values(lines);
    return {
      lines,
      covered: counts.filter((count) => count > 0).length,
      statements: counts.length,
      passed: ran.exitCode === 0,
      messages: ran.stdout + ran.stderr,
    };
  },

  async referenceTests(place, files, reference) {
    const folder = await place.folder('reference', {
      'package.json': manifest,
      [code]: reference.source,
      [test]: testText(files),
    });
    return {
      messages: '',
      run: async (key) => {
        const ran = await place.run(folder, {
          step: 'tests against a reference',
          argv: ['node', ...flags, `/work/${test}`],
          environment: { LLP_KEY: key },
          limits: { wallMs: 20_000, cpuSeconds: 15 },
        });
        return ran.exitCode === 0;
      },
    };
  },

  refusal: (files: AnswerFiles) => nodeRefusal(files),

  switchCode: (keys) => `
const llpFault: number | undefined = ({ ${keys.map(({ key, fault }) => `'${key}': ${fault}`).join(', ')} } as Record<string, number>)[process.env['LLP_KEY'] ?? ''];
delete process.env['LLP_KEY'];
function llpOn(n: number): boolean {
  return llpFault === n;
}
`,
  switchCall: (n) => `llpOn(${n})`,
};

/** Node wants the ending in an import; TypeScript of before did without. */
function testText(files: AnswerFiles): string {
  return files.get(test) ?? '';
}

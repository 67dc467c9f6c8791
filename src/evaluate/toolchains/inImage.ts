import { said, SaidError } from '../../l10n/said';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Language } from '../model';
import { runLimits, type Sandbox } from '../sandbox/job';
import { settings } from './find';
import type { Toolchain } from './toolchain';

const asking: Record<Language | 'c' | 'c++', string[]> = {
  go: ['go', 'env', 'GOVERSION'],
  rust: ['rustc', '--version'],
  python: ['python3', '--version'],
  typescript: ['node', '--version'],
  c: ['gcc', '--version'],
  'c++': ['g++', '--version'],
};

/** The tools that a container's image brings: this machine need not have any. Throws a sentence where there is no image. */
export async function toolchainInImage(language: Language | 'c' | 'c++', sandbox: Sandbox): Promise<Toolchain> {
  const folder = await mkdtemp(join(tmpdir(), 'llp-version-'));
  try {
    const environment = settings[language];
    const { stdout, stderr, exitCode } = await sandbox.run({
      argv: asking[language],
      folder,
      mounts: [],
      environment,
      limits: runLimits,
    });
    const [version = ''] = stdout.trim().split('\n');
    if (exitCode !== 0 || version === '')
      throw new SaidError(said`The tools in the image do not answer: ${stderr.trim().slice(0, 300)}`);
    const named = language === 'typescript' ? `node ${version}` : version;
    return { language, version: named, mounts: [], caches: [], environment };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

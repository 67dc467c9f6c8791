import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { chooseSandbox } from '../../../src/evaluate/sandbox/choose';
import { runLimits, type SandboxJob } from '../../../src/evaluate/sandbox/job';

/** Stands for docker: it writes down what it is called with, knows one image, and runs what follows the image's name. */
const program = `#!/bin/sh
[ "$1" = version ] && { echo 28.2.2; exit 0; }
[ "$1" = run ] || { echo "$@" >> "$LLP_BOX/removed"; exit 0; }
printf '%s\\n' "$@" > "$LLP_BOX/called"
while [ "$1" != python:3.13 ]; do
  [ "$1" = node:24 ] && { echo "docker: Error response from daemon: No such image: node:24" >&2; exit 125; }
  shift
done
shift
exec "$@"
`;
const box = mkdtempSync(join(tmpdir(), 'llp-docker-'));
writeFileSync(join(box, 'docker'), program);
chmodSync(join(box, 'docker'), 0o755);
const { PATH } = process.env;
process.env['PATH'] = `${box}${delimiter}${PATH ?? ''}`;
process.env['LLP_BOX'] = box;
afterAll(() => {
  process.env['PATH'] = PATH;
  rmSync(box, { recursive: true, force: true });
});

const job = (toolchain: string, script: string): SandboxJob => ({
  argv: ['sh', '-c', script],
  folder: box,
  mounts: [],
  environment: { LLP_TOOLCHAIN: toolchain, PATH: '/opt/llp', KEY: 'a b' },
  stdin: 'in',
  limits: { ...runLimits, wallMs: 30_000 },
});

describe.skipIf(process.platform === 'win32')('docker', () => {
  it('is told to isolate and to bound, and pulls nothing', async () => {
    const sandbox = await chooseSandbox({ kind: 'docker' });
    const outcome = await sandbox.run(job('python3', 'cat; exit 3'));
    expect([outcome.exitCode, outcome.stdout, outcome.collected]).toEqual([3, 'in', null]);
    const called = readFileSync(join(box, 'called'), 'utf8').split('\n');
    const after = (option: string): string[] => called.filter((_, index) => called[index - 1] === option);
    expect([after('--network'), after('--pull'), after('--cap-drop'), after('--user'), after('--ipc')]).toEqual([
      ['none'],
      ['never'],
      ['ALL'],
      ['65534:65534'],
      ['none'],
    ]);
    expect(called).toContain('--read-only');
    expect(after('--security-opt')).toEqual(['no-new-privileges']);
    expect(after('--memory')).toEqual(after('--memory-swap'));
    expect(after('--pids-limit')).toEqual([String(runLimits.processes)]);
    expect(after('--volume')).toEqual([`${box}:/work:ro`]);
    expect(after('--env')).toContain('KEY=a b');
    expect(after('--env').filter((one) => one.startsWith('PATH='))).toEqual([]);
    const name = after('--name')[0] ?? '';
    expect(name).toMatch(/^llp-[0-9a-f]{12}$/);
  });

  it('that lacks an image says how to get it', async () => {
    const sandbox = await chooseSandbox({ kind: 'docker' });
    await expect(sandbox.run(job('node', 'true'))).rejects.toThrow('docker pull node:24');
  });
});

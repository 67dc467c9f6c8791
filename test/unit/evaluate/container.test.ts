import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { chooseSandbox } from '../../../src/evaluate/sandbox/choose';
import { runLimits, type SandboxJob } from '../../../src/evaluate/sandbox/job';
import { toolchainFor } from '../../../src/evaluate/toolchains/prepare';

/** Stands for docker: it writes down what it is called with, knows one image, and runs what follows the image's name. */
const program = `#!/bin/sh
[ "$1" = version ] && { echo 28.2.2; exit 0; }
[ "$1" = run ] || { echo "$@" >> "$LLP_BOX/removed"; exit 0; }
printf '%s\\n' "$@" > "$LLP_BOX/called"
while [ "$1" != docker.io/library/python:3.13 ]; do
  [ "$1" = docker.io/library/rust:1.95 ] && { echo "docker: Error response from daemon: OCI runtime create failed: cgroups: denied" >&2; exit 126; }
  [ "$1" = docker.io/library/node:24 ] && { echo "docker: Error response from daemon: No such image: node:24" >&2; exit 125; }
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
    await expect(sandbox.run(job('node', 'true'))).rejects.toThrow('docker pull docker.io/library/node:24');
  });

  it('that cannot start is a failure of this machine, never one of the answer', async () => {
    const sandbox = await chooseSandbox({ kind: 'docker' });
    await expect(sandbox.run(job('rustc', 'true'))).rejects.toThrow(/could not be started: .*OCI runtime/);
    // The same exit code from the program itself is the program's.
    expect(await sandbox.run(job('python3', 'echo OCI runtime create failed >&2; exit 126'))).toMatchObject({
      exitCode: 126,
      stderr: 'OCI runtime create failed\n',
    });
  });

  it('needs no tools on this machine: the image says what it has', async () => {
    const sandbox = await chooseSandbox({ kind: 'docker' });
    const { version, mounts } = await toolchainFor('python', sandbox, box, box);
    expect([version.split(' ')[0], mounts]).toEqual(['Python', []]);
    expect(readFileSync(join(box, 'called'), 'utf8')).toContain('python3\n--version');
  });

  it('hands a file back through standard error, apart from what the program writes there', async () => {
    const sandbox = await chooseSandbox({ kind: 'docker' });
    const file = `llp-test-${process.pid}`;
    const script = `echo whole > /tmp/${file}; echo own >&2; exit 4`;
    const outcome = await sandbox.run({ ...job('python3', script), collect: file });
    rmSync(join('/tmp', file), { force: true });
    expect([outcome.exitCode, outcome.stderr, outcome.collected]).toEqual([4, 'own\n', 'whole\n']);
  });

  it('lets the container’s own user into the folder, whoever that is out here', async () => {
    const sandbox = await chooseSandbox({ kind: 'docker' });
    const folder = mkdtempSync(join(tmpdir(), 'llp-docker-work-'));
    try {
      await sandbox.run({ ...job('python3', 'mkdir made; true'), folder, writable: true });
      expect(statSync(folder).mode & 0o777).toBe(0o777);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

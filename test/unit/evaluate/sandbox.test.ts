import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { chooseSandbox } from '../../../src/evaluate/sandbox/choose';
import {
  NoSandbox,
  runLimits,
  type Sandbox,
  type SandboxJob,
  type SandboxOutcome,
} from '../../../src/evaluate/sandbox/job';
import { treeMemory } from '../../../src/evaluate/sandbox/processTree';

vi.setConfig({ testTimeout: 90_000 });
const kinds = ['bubblewrap', 'namespaces'] as const;
const found = await Promise.all(
  kinds.map((kind) =>
    chooseSandbox({ kind }).catch((error: unknown) =>
      error instanceof NoSandbox ? null : Promise.reject(error as Error),
    ),
  ),
);
const hosts: Server[] = [];
let port = 0;
const abstractName = `llp-test-${process.pid}`;

beforeAll(async () => {
  for (const address of [{ port: 0, host: '127.0.0.1' }, { path: `\0${abstractName}` }]) {
    const server = createServer((socket) => socket.end('reached'));
    hosts.push(server);
    await new Promise<void>((resolve) => server.listen(address, resolve));
    const bound = server.address();
    if (typeof bound === 'object' && bound !== null) port = bound.port;
  }
});
afterAll(() => {
  for (const server of hosts) server.close();
});

it('is there in one kind at least, on Linux', () => {
  if (process.platform === 'linux') expect(found.some((sandbox) => sandbox !== null)).toBe(true);
});

describe.each(kinds.map((kind, index) => [kind, found[index] ?? null] as const))('%s', (kind, sandbox) => {
  const run = async (script: string, more: Partial<SandboxJob> = {}): Promise<SandboxOutcome> => {
    const folder = mkdtempSync(join(tmpdir(), 'llp-sandbox-test-'));
    writeFileSync(join(folder, 'own.txt'), 'own');
    try {
      return await (sandbox as Sandbox).run({
        argv: ['bash', '--norc', '-c', script],
        folder,
        mounts: [],
        environment: { GIVEN: 'yes' },
        limits: { ...runLimits, wallMs: 20_000, processes: 40 },
        ...more,
      });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  };
  const test = sandbox === null ? it.skip : it;

  test('shows the given folder and environment, and nothing of ours', async () => {
    process.env['LLP_SECRET'] = 'a-secret';
    const { stdout } = await run(
      'cat own.txt; env; cat /proc/*/environ 2>/dev/null | tr "\\0" "\\n"; ls -A / /tmp; ls -A ~/.ssh /root /home /etc/passwd 2>&1; id -u',
    );
    expect(stdout).toContain('own');
    expect(stdout).toContain('GIVEN=yes');
    expect(stdout).not.toContain('a-secret');
    expect(stdout).not.toMatch(/^\/(?:root|home|etc\/passwd)\b(?!.*No such)/m);
    expect(stdout).not.toContain('evaluator');
    expect(stdout).not.toMatch(/\b(?:workspace|llp-sandbox-test|boot|var)\b/);
  });

  test('lets nothing be written but temporary files', async () => {
    const { stdout } = await run(
      'for f in /work/x /x /usr/x /dev/x /proc/sys/kernel/core_pattern /sys/x; do echo a 2>/dev/null > $f && echo "wrote $f"; done; ln -s /usr /tmp/l; echo a 2>/dev/null > /tmp/l/x && echo wrote; echo a > /tmp/y && echo fine',
    );
    expect(stdout.trim()).toBe('fine');
  });

  test('has no network: not the loopback, not abstract or Unix sockets', async () => {
    const { stdout } = await run(
      `python3 - <<'P'
import socket
for kind, address in ((socket.AF_INET, ("127.0.0.1", ${port})), (socket.AF_UNIX, "\\0${abstractName}"), (socket.AF_UNIX, "/run/docker.sock"), (socket.AF_INET, ("1.1.1.1", 53))):
    try:
        s = socket.socket(kind); s.settimeout(3); s.connect(address); print("reached", address)
    except OSError as e:
        print("no")
P`,
    );
    expect(stdout.trim().split('\n')).toEqual(['no', 'no', 'no', 'no']);
  });

  test('bounds processes: a fork bomb ends, and the machine goes on', async () => {
    const { stdout, stopped } = await run(
      `python3 - <<'P'
import os, time
n = 0
try:
    for i in range(2000):
        if os.fork() == 0:
            time.sleep(2); os._exit(0)
        n += 1
except OSError:
    pass
print(n)
P`,
    );
    expect(stopped).toBeNull();
    expect(Number(stdout)).toBeGreaterThan(2);
    expect(Number(stdout)).toBeLessThanOrEqual(40);
  });

  test('bounds memory, files and output', async () => {
    const memory = await run('python3 -c "a = [bytearray(1 << 24) for _ in range(1000)]; print(len(a))"');
    expect(memory.stdout).not.toContain('1000');
    const disk = await run(
      'i=0; while head -c 30000000 /dev/zero > /tmp/f$i; do i=$((i+1)); done 2>/dev/null; du -sm /tmp | cut -f1',
    );
    expect(Number(disk.stdout)).toBeLessThanOrEqual(160);
    const flood = await run('yes');
    expect(flood.stopped).toBe('output');
    expect(flood.stdout.length).toBeLessThanOrEqual(runLimits.outputBytes);
  });

  test('ends what does not end, with all it has started', async () => {
    const limits = { ...runLimits, wallMs: 1500 };
    const looping = await run('(setsid nohup sleep 1000 >/dev/null 2>&1 &); while :; do :; done', { limits });
    expect(looping.stopped).toBe('time');
    expect((await run('sleep 100', { silenceMs: 800 })).stopped).toBe('silence');
    expect(await treeMemory(2 ** 30)).toBe(0);
    const stopping = AbortSignal.timeout(500);
    expect((await run('sleep 100', { signal: stopping })).stopped).toBe('cancelled');
  });

  test('keeps what runs from its keepers', async () => {
    const { stdout } = await run(
      `python3 - <<'P'
import ctypes, os, signal
me = os.getpid()
for pid in [int(p) for p in os.listdir("/proc") if p.isdigit()]:
    if pid == me: continue
    comm = open(f"/proc/{pid}/comm").read().strip()
    if ${kind === 'bubblewrap' ? 'True' : 'False'} and ctypes.CDLL(None, use_errno=True).ptrace(16, pid, 0, 0) == 0: print("traced", comm)
for pid in range(2, 5000):
    if not os.path.exists(f"/proc/{pid}"):
        try: os.kill(pid, 0); print("sees", pid)
        except OSError: pass
print("done")
P
unshare -Ur true 2>/dev/null && [ ${kind} = bubblewrap ] && echo namespaced; mount -t tmpfs x /tmp 2>/dev/null && echo mounted; true`,
    );
    const said = stdout.trim().split('\n');
    expect(said).toContain('done');
    expect(said).toEqual(['done']);
  });

  test('hands a collected file back, but follows no link for it', async () => {
    expect((await run('echo here > /tmp/out; exit 3', { collect: 'out' })).collected).toBe('here\n');
    expect((await run('ln -s /work/own.txt /tmp/out', { collect: 'out' })).collected).toBe('');
  });
});

import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * The peer: the same commands of the language's own tools with the same files, started as anybody would start them from
 * a terminal, isolated by nothing. `spent.seconds` adds up only the time from the start of each to its end.
 * @returns {{sandbox: import('../../src/evaluate/sandbox/job').Sandbox, spent: {seconds: number, commands: number}}}
 */
export function bareTools() {
  const spent = { seconds: 0, commands: 0 };
  return {
    spent,
    sandbox: { kind: 'namespaces', description: 'nothing', bringsToolchains: false, run: (job) => run(job, spent) },
  };
}

/** @param {import('../../src/evaluate/sandbox/job').SandboxJob} job @param {{seconds: number, commands: number}} spent */
async function run(job, spent) {
  const temporary = join(dirname(job.folder), `${basename(job.folder)}-temporary`);
  mkdirSync(temporary, { recursive: true });
  // The folders have other names here than within a sandbox.
  const mounts = job.mounts.flatMap((one) => [one, { from: dirname(one.from), to: dirname(one.to) }]);
  const places = [
    ...mounts.filter(({ to }) => to !== '/opt/llp'),
    { from: job.folder, to: '/work' },
    { from: temporary, to: '/tmp' },
  ];
  const names = places.map(({ to }) => to).sort((one, other) => other.length - one.length);
  const pattern = new RegExp(`(?<![\\w/.-])(file://)?(${names.join('|')})(?=[/":]|$)`, 'gm');
  const fromOf = new Map(places.map(({ from, to }) => [to, from]));
  const here = (/** @type {string} */ text) =>
    text.replace(pattern, (_, scheme = '', to) => scheme + (fromOf.get(to) ?? to));
  for (const name of readdirSync(job.folder).filter((each) => /\.(?:py|ts)$/.test(each))) {
    const file = join(job.folder, name);
    const text = readFileSync(file, 'utf8');
    if (!text.includes(job.folder)) writeFileSync(file, here(text));
  }
  const defaults = { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: '/tmp', TMPDIR: '/tmp', LANG: 'C.UTF-8', TZ: 'UTC' };
  const wanted = Object.entries({ ...defaults, ...job.environment });
  const env = Object.fromEntries(wanted.map(([name, value]) => [name, value.split(':').map(here).join(':')]));
  const [program = '', ...argv] = job.argv.map(here);
  const start = performance.now();
  const outcome = await new Promise((resolve, reject) => {
    const child = spawn(program, argv, { cwd: job.folder, env, timeout: job.limits.wallMs });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text) => (stderr += text));
    child.stdin.on('error', () => undefined);
    child.stdin.end(job.stdin ?? '');
    child.on('error', reject);
    child.on('close', (exitCode, signal) => resolve({ exitCode, signal, stdout, stderr }));
  });
  const milliseconds = performance.now() - start;
  spent.seconds += milliseconds / 1000;
  spent.commands++;
  let collected = null;
  if (job.collect !== undefined) {
    try {
      collected = readFileSync(join(temporary, job.collect), 'utf8').replaceAll(
        `file://${job.folder}/`,
        'file:///work/',
      );
    } catch {
      collected = '';
    }
  }
  rmSync(temporary, { recursive: true, force: true });
  return { ...outcome, collected, stopped: null, milliseconds };
}

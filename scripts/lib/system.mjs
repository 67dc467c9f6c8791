// What the browser VS Code needs from the operating system, and how it gets there.
import { existsSync } from 'node:fs';
import { onPath, run } from './process.mjs';

/** Debian's package for each need, and how to tell that it is there. */
const NEEDS = {
  build: [
    { debian: 'g++', name: 'a C++ compiler', here: () => onPath('g++') || onPath('clang++') },
    { debian: 'make', name: 'make', here: () => onPath('make') },
    { debian: 'python3', name: 'Python 3', here: () => onPath('python3') },
    { debian: 'libkrb5-dev', name: 'the Kerberos headers', here: kerberosHeaders, only: 'linux' },
  ],
  sandbox: [{ debian: 'bubblewrap', name: 'bubblewrap', here: () => onPath('bwrap'), only: 'linux' }],
  // What commands that LLP prints for people call.
  commands: [{ debian: 'curl', name: 'curl', here: () => onPath('curl') }],
  chromium: [{ debian: 'chromium', name: 'Chromium', here: () => chromiumPath() !== undefined }],
};

function kerberosHeaders() {
  return ['/usr/include/gssapi/gssapi.h', '/usr/local/include/gssapi/gssapi.h'].some((file) => existsSync(file));
}

/** A Chromium, Chrome or Edge on this machine; the environment variable LLP_CHROMIUM names one outright. */
export function chromiumPath() {
  const programFiles = [process.env.ProgramFiles, process.env['ProgramFiles(x86)'], process.env.LOCALAPPDATA];
  const candidates = [
    process.env.LLP_CHROMIUM,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    ...programFiles.flatMap((dir) =>
      dir
        ? [`${dir}\\Google\\Chrome\\Application\\chrome.exe`, `${dir}\\Microsoft\\Edge\\Application\\msedge.exe`]
        : [],
    ),
  ];
  return candidates.find((file) => file && existsSync(file));
}

/**
 * Sees that the machine has what is needed: on Debian as root by apt-get, which it announces; elsewhere it throws one
 * sentence that says what is missing and how to get it.
 * @param {('build' | 'chromium' | 'commands' | 'sandbox')[]} kinds
 */
export async function ensureSystem(kinds) {
  const missing = () =>
    kinds
      .flatMap((kind) => NEEDS[kind])
      .filter((need) => (!need.only || need.only === process.platform) && !need.here());
  const before = missing();
  if (before.length === 0) return;
  const packages = before.map((need) => need.debian);
  if (process.platform === 'linux' && process.getuid?.() === 0 && onPath('apt-get')) {
    console.log(`Installing with apt-get: ${packages.join(', ')} …`);
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    await run('apt-get', ['update', '-qq'], { env });
    await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], { env });
    if (missing().length === 0) return;
  }
  const names = missing().map((need) => need.name);
  throw new Error(`This machine still needs ${names.join(', ')}: ${howTo(missing().map((need) => need.debian))}.`);
}

/** @param {string[]} packages */
function howTo(packages) {
  if (process.platform === 'linux') return `on Debian or Ubuntu run  sudo apt-get install ${packages.join(' ')}`;
  const browser = 'install Google Chrome (or set LLP_CHROMIUM to the path of a Chromium)';
  const onlyBrowser = packages.every((name) => name === 'chromium');
  if (onlyBrowser) return browser;
  const tools =
    process.platform === 'darwin'
      ? 'run  xcode-select --install'
      : 'install the Visual Studio Build Tools and Python 3';
  return packages.includes('chromium') ? `${tools}  and ${browser}` : tools;
}

// Which server the sample workspace talks to: LM Studio where it answers, else the practice server.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { applyEdits, modify, parse } from 'jsonc-parser';
import { askLmStudio, startPractice } from './practice.mjs';
import { freePort } from './process.mjs';

const DEFAULT_URL = 'http://127.0.0.1:1234';
/** Marks the entries of `llp.servers` that an earlier start wrote. */
const PRACTICE_NAME = 'Practice server';

/**
 * @param {string} workspace folder of the sample workspace
 * @param {{practice: boolean, defaultUrl?: string}} options `practice`: whether a practice server may be started
 * @returns {Promise<{says: string, practice?: import('./practice.mjs').Practice}>}
 */
export async function serverForSample(workspace, { practice, defaultUrl = DEFAULT_URL }) {
  const file = join(workspace, '.vscode', 'settings.json');
  const chosen = chosenServers(file).filter((entry) => urlOf(entry) !== defaultUrl);
  const urls = chosen.length > 0 ? chosen.map(urlOf) : [defaultUrl];
  const answers = await Promise.all(urls.map(askLmStudio));
  const found = urls.find((_, i) => answers[i] === 'lmstudio');
  if (found) return { says: `LM Studio answers on ${found}.` };
  const other = urls.find((_, i) => answers[i] === 'other');
  if (chosen.length > 0 && other) return { says: `A server answers on ${other}.` };
  const state = other
    ? `Something that is not LM Studio answers on ${other}`
    : `LM Studio does not answer on ${urls[0]}`;
  if (!practice) return { says: `${state}, and the practice server was not asked for.` };

  const usual = other ? undefined : loopbackPort(urls[0] ?? defaultUrl);
  const server = await startPractice({ port: usual ?? (await freePort()) });
  if (!usual) editServers(file, [...chosen, { url: server.url, name: PRACTICE_NAME }]);
  return {
    says: `${state}: the practice server stands in for it on ${server.url}, with invented models.`,
    practice: server,
  };
}

/** @param {string | {url?: string}} entry of `llp.servers` */
const urlOf = (entry) => (typeof entry === 'string' ? entry : (entry?.url ?? '')).replace(/\/+$/, '');

/** The port of an address on this machine, or undefined. @param {string} url */
function loopbackPort(url) {
  const { hostname, port, protocol } = new URL(url);
  return protocol === 'http:' && ['127.0.0.1', 'localhost'].includes(hostname) ? Number(port || 80) : undefined;
}

/** Takes an earlier start's practice server out of the settings; answers the entries that a person put there. */
function chosenServers(file) {
  const settings = existsSync(file) ? parse(readFileSync(file, 'utf8')) : {};
  const entries = Array.isArray(settings?.['llp.servers']) ? settings['llp.servers'] : [];
  const own = entries.filter((entry) => entry?.name !== PRACTICE_NAME);
  if (own.length < entries.length) editServers(file, own.length > 0 ? own : undefined);
  return own.filter((entry) => URL.canParse(urlOf(entry)));
}

/** Changes `llp.servers` only, leaving the rest of the file, comments too, as it is. */
function editServers(file, servers) {
  mkdirSync(dirname(file), { recursive: true });
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '{}\n';
  const formattingOptions = { insertSpaces: true, tabSize: 2, eol: '\n' };
  writeFileSync(file, applyEdits(text, modify(text, ['llp.servers'], servers, { formattingOptions })));
}

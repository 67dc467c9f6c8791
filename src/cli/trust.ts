import { createInterface } from 'node:readline/promises';
import { defaultServerUrl } from '../model/serverConfig';
import { normalizeServerUrl } from '../servers/address';
import { namedServers, remember } from './named';
import type { CommonOptions } from './settings';
import { complain, inert } from './terminal';

/** What comes with LLP, and so is named by nobody's folder. */
const ownOrigins = [originOf(defaultServerUrl), 'http://localhost:1234'];

/**
 * Who may be sent what. The API key (`LLP_API_KEY`, else `LM_API_TOKEN`) goes to origins that the person has named:
 * by `--server`, by `LLP_API_KEY_FOR` (addresses, separated by blanks or commas), or asked once on a terminal. The
 * settings of a folder, which may be a stranger's clone, never name one; nor does an imported bot.
 */
export class Trust {
  private readonly answers = new Map<string, Promise<boolean>>();
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly options: CommonOptions) {}

  /** The key for a server, where it may have it. */
  async apiKey(url: string): Promise<string | undefined> {
    const key = process.env['LLP_API_KEY'] || process.env['LM_API_TOKEN'] || undefined;
    if (key === undefined) return undefined;
    const origin = originOf(url);
    return (await this.once(`key ${origin}`, () => this.mayHaveKey(origin))) ? key : undefined;
  }

  /** Whether prompts may go to a server that is none of the configured ones, e.g. an imported bot's. */
  mayHavePrompts(url: string): Promise<boolean> {
    const origin = originOf(url);
    return this.once(`prompts ${origin}`, async () => {
      if ((await namedServers()).prompts.includes(origin)) return true;
      const yes = await ask(`A bot’s server is ${origin}, which is none of your servers. Send prompts to it?`);
      if (yes) await remember(({ prompts }) => prompts.push(origin));
      return yes === true;
    });
  }

  /** `--server` is the person's own word, for this command and later ones. */
  async rememberOption(): Promise<void> {
    const { server } = this.options;
    if (server !== undefined) await remember(({ prompts }) => prompts.push(originOf(server)));
  }

  private async mayHaveKey(origin: string): Promise<boolean> {
    const stated = [this.options.server ?? '', ...(process.env['LLP_API_KEY_FOR'] ?? '').split(/[\s,]+/)];
    const own = stated.filter((address) => address !== '').map(originOf);
    if (own.includes(origin) || ownOrigins.includes(origin)) return true;
    const remembered = (await namedServers()).keys[origin];
    if (remembered !== undefined) return remembered;
    const yes = await ask(`The settings of this folder name the server ${origin}. Send your API key to it?`);
    if (yes === null)
      complain(
        `The API key was not sent to ${origin}, as you have not named it yourself: add --server ${origin}, or set LLP_API_KEY_FOR=${origin}.`,
      );
    else await remember(({ keys }) => (keys[origin] = yes));
    return yes === true;
  }

  /** One question at a time, and each only once. */
  private once(what: string, find: () => Promise<boolean>): Promise<boolean> {
    const known = this.answers.get(what);
    if (known) return known;
    const answer = this.last.then(find);
    this.answers.set(what, answer);
    this.last = answer.catch(() => undefined);
    return answer;
  }
}

/** Null where nobody can be asked. */
async function ask(question: string): Promise<boolean | null> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) return null;
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  const closed = new Promise<string>((resolve) => lines.once('close', () => resolve('')));
  try {
    const answer = await Promise.race([lines.question(`${inert(question)} [y/N] `), closed]);
    return /^y(es)?$/i.test(answer.trim());
  } finally {
    lines.close();
  }
}

/** Scheme, host and port; the text itself where it is no address. */
export function originOf(address: string): string {
  try {
    return new URL(normalizeServerUrl(address)).origin;
  } catch {
    return address;
  }
}

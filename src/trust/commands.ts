import type { Prompt } from '../model/prompt';
import type { RunRequest } from '../model/run';
import type { RunRecord } from '../model/record';
import { parameterRules } from '../model/bot';
import type { Shell } from './quote';

/** What went over the wire, as the raw log has it. */
export interface SentRequest {
  method: string;
  url: string;
  headers: [name: string, value: string][];
  body: string;
}

/** Reads the request out of its slice of a raw log; null where that is none. */
export function readSent(slice: string): SentRequest | null {
  const [, method, url, head, body] =
    /^(GET|POST) (https?:\/\/\S+)\n((?:[\w-]+: [^\n]*\n)*)\n([^]*)\n$/.exec(slice) ?? [];
  if (method === undefined || url === undefined || head === undefined || body === undefined) return null;
  const headers = head
    .split('\n')
    .filter((line) => line !== '')
    .map((line): [string, string] => {
      const colon = line.indexOf(': ');
      return [line.slice(0, colon), line.slice(colon + 2)];
    });
  return { method, url, headers, body };
}

/** The words of the `llp run` that sends a run's request again. `--system-prompt` where it is not the suite's. */
export function llpRun(
  run: { categoryId: string; promptId: string; request: RunRequest; record: RunRecord | null },
  prompt: Pick<Prompt, 'system'> | null,
): string[] {
  const { request, record, categoryId, promptId } = run;
  const words = ['llp', 'run', '--server', request.server, '--model', request.modelId];
  words.push('--category', categoryId, '--prompt', promptId);
  for (const { key } of parameterRules) {
    const value = key === 'systemPrompt' ? undefined : request.parameters[key];
    if (value !== undefined) words.push(`${optionOf(key)}=${value}`);
  }
  const system = request.messages.find(({ role }) => role === 'system')?.content ?? '';
  const own = record?.nonce === undefined ? system : system.replace(`[${record.nonce}]\n`, '');
  if (own !== '' && own !== (prompt?.system ?? '')) words.push(`--system-prompt=${own}`);
  if (record?.stream === false) words.push('--no-stream');
  if (record?.nonce !== undefined) words.push('--nonce', record.nonce);
  return words;
}

/** The words of an equivalent `curl`. The key, where the server wants one, is added by hand: it is never stored. */
export function curl({ method, url, headers, body }: SentRequest, shell: Shell): string[] {
  const words = [
    shell === 'bash' ? 'curl' : 'curl.exe',
    '--silent',
    '--show-error',
    '--no-buffer',
    '--request',
    method,
  ];
  for (const [name, value] of headers) words.push('--header', `${name}: ${value}`);
  words.push('--data-raw', body, url);
  return words;
}

/** E.g. `--top-k` for `topK`. */
export function optionOf(key: string): string {
  return `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

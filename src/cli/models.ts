import type { ModelInfo } from '../model/server';
import { canChat } from '../playground';
import { ServerPool } from '../playground/serverPool';
import { CommandFailed, complain, print, printJson, serversOf, type CommonOptions } from './context';
import { textTable } from './textTable';
import { Trust } from './trust';

export async function listModels(options: CommonOptions & { all?: boolean }): Promise<void> {
  const trust = new Trust(options);
  const states = await new ServerPool(await serversOf(options), (url) => trust.apiKey(url)).refreshAll();
  for (const { error } of states) if (error) complain(error.message);
  for (const { url, left } of states)
    if (left.length > 0)
      complain(`${url} also lists ${left.length} models without an id of their own; they are left out.`);
  if (states.every((state) => state.error !== null)) throw new CommandFailed('');
  const models = states.flatMap((state) => state.models).filter((model) => options.all === true || canChat(model));
  if (options.json) {
    printJson(models);
    return;
  }
  const rows = models.map((model) => [
    model.id,
    model.quantization ?? '',
    model.architecture ?? '',
    contextText(model),
    model.state ?? '',
    model.server,
  ]);
  print(textTable(['MODEL', 'QUANT', 'ARCH', 'CONTEXT', 'STATE', 'SERVER'], rows, [3]));
}

/** The loaded context beside the longest: `4096 of 131072`. */
function contextText({ loadedContextLength, maxContextLength }: ModelInfo): string {
  const longest = maxContextLength === null ? '' : String(maxContextLength);
  if (loadedContextLength === null || loadedContextLength === maxContextLength) return longest;
  return longest === '' ? String(loadedContextLength) : `${loadedContextLength} of ${longest}`;
}

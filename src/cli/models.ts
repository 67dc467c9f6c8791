import { canChat } from '../playground';
import { ServerPool } from '../playground/serverPool';
import { apiKeyFromEnvironment, CommandFailed, complain, print, serversOf, type CommonOptions } from './context';
import { textTable } from './textTable';

export async function listModels(options: CommonOptions & { all?: boolean }): Promise<void> {
  const states = await new ServerPool(await serversOf(options), apiKeyFromEnvironment).refreshAll();
  for (const { error } of states) if (error) complain(error.message);
  if (states.every((state) => state.error !== null)) throw new CommandFailed('');
  const models = states.flatMap((state) => state.models).filter((model) => options.all === true || canChat(model));
  if (options.json) {
    print(JSON.stringify(models));
    return;
  }
  const rows = models.map((model) => [
    model.id,
    model.quantization ?? '',
    model.architecture ?? '',
    model.maxContextLength === null ? '' : String(model.maxContextLength),
    model.state ?? '',
    model.server,
  ]);
  print(textTable(['MODEL', 'QUANT', 'ARCH', 'CONTEXT', 'STATE', 'SERVER'], rows, [3]));
}

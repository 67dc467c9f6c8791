import { sentence } from '../l10n/sentence';
import type { ServerErrorCode } from '../model/server';

export interface Stated {
  code: ServerErrorCode;
  /** `host:port`. */
  server: string;
  model: string | undefined;
  status: number | undefined;
  /** The server's own words, as one sentence. */
  said: string;
  retryAfterSeconds: number | undefined;
}

/** What a stated error comes to, what the server said of it, and what to do next. */
export function statedSentences(stated: Stated): string {
  const what = summaryOf(stated);
  if (stated.retryAfterSeconds === undefined) return withAdvice(stated, what);
  return sentence(`${what} It asks to wait ${Math.ceil(stated.retryAfterSeconds)} s before the next try.`);
}

function summaryOf({ code, server, model, status, said }: Stated): string {
  switch (code) {
    case 'wrong-route':
      return sentence(`The server at ${server} has no such function: ${said}`);
    case 'unauthorized':
      return sentence(`The server at ${server} wants an API key: ${said}`);
    case 'context-overflow':
      return model === undefined
        ? sentence(`The prompt does not fit into the context of the model: ${said}`)
        : sentence(`The prompt does not fit into the context of "${model}": ${said}`);
    case 'load-failed':
      return model === undefined
        ? sentence(`The server could not load the model: ${said}`)
        : sentence(`The server could not load "${model}": ${said}`);
    case 'no-model-loaded':
      return sentence(`No model is loaded on ${server}: ${said}`);
    case 'loading':
      return model === undefined
        ? sentence(`The server at ${server} is still loading the model: ${said}`)
        : sentence(`The server at ${server} is still loading "${model}": ${said}`);
    case 'unknown-model':
      return model === undefined
        ? sentence(`The server at ${server} does not know the model: ${said}`)
        : sentence(`The server at ${server} does not know "${model}": ${said}`);
    case 'rate-limited':
      return sentence(`The server at ${server} takes no more requests for now: ${said}`);
    case 'runtime-error':
      return model === undefined
        ? sentence(`The model failed while answering: ${said}`)
        : sentence(`"${model}" failed while answering: ${said}`);
    case 'template':
      return model === undefined
        ? sentence(`The chat template of the model refuses the messages: ${said}`)
        : sentence(`The chat template of "${model}" refuses the messages: ${said}`);
    case 'too-large':
      return sentence(`The request is larger than what ${server} takes: ${said}`);
    case 'proxy':
      return sentence(`A proxy on the way to ${server} refuses (${String(status)}): ${said}`);
    case 'bad-request':
      return sentence(`The server at ${server} refused the request (${String(status)}): ${said}`);
    default:
      return sentence(`The server at ${server} failed (${String(status)}): ${said}`);
  }
}

/** What a proxy or gateway answers when the server behind it does not. */
const gateway: readonly (number | undefined)[] = [502, 504];

function withAdvice({ code, status }: Stated, what: string): string {
  switch (code) {
    case 'wrong-route':
      return sentence(`${what} Update the server, or check its address, kind and API key in the settings.`);
    case 'unauthorized':
      return sentence(`${what} Set the API key of this server; on the command line, in LLP_API_KEY.`);
    case 'context-overflow':
      return sentence(`${what} Shorten the prompt, or load the model with a longer context.`);
    case 'load-failed':
      return sentence(`${what} Free memory or choose a smaller model or context, then retry.`);
    case 'no-model-loaded':
      return sentence(`${what} Load a model on the server, or choose one here.`);
    case 'loading':
      return sentence(`${what} Wait until the model is loaded, then retry.`);
    case 'unknown-model':
      return sentence(`${what} Choose a model that the server lists.`);
    case 'rate-limited':
      return sentence(`${what} Wait, then retry.`);
    case 'template':
      return sentence(
        `${what} Where it takes no system prompt, put those words into the prompt itself; or choose another model.`,
      );
    case 'too-large':
      return sentence(`${what} Shorten the prompt, or raise that limit in the server or in the proxy before it.`);
    case 'proxy':
      return sentence(`${what} Check HTTP_PROXY and its sign-in, or add the server to NO_PROXY.`);
    case 'server-error':
      if (gateway.includes(status))
        return sentence(
          `${what} That is a proxy or gateway which cannot reach the server behind it: check that the server runs, then retry.`,
        );
      return sentence(`${what} Look into the server log, then retry.`);
    case 'runtime-error':
      return sentence(`${what} Look into the server log; reloading the model often helps. Then retry.`);
    case 'bad-request':
      return sentence(`${what} Check the parameters of the bot.`);
    default:
      return sentence(`${what} Check the server address in the settings.`);
  }
}

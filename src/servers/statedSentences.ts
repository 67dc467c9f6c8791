import { said, type Said } from '../l10n/said';
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
export function statedSentences(stated: Stated): Said {
  const what = summaryOf(stated);
  if (stated.retryAfterSeconds === undefined) return withAdvice(stated, what);
  return said`${what} It asks to wait ${Math.ceil(stated.retryAfterSeconds)} s before the next try.`;
}

function summaryOf({ code, server, model, status, said: words }: Stated): Said {
  switch (code) {
    case 'wrong-route':
      return said`The server at ${server} has no such function: ${words}`;
    case 'unauthorized':
      return said`The server at ${server} wants an API key: ${words}`;
    case 'context-overflow':
      return model === undefined
        ? said`The prompt does not fit into the context of the model: ${words}`
        : said`The prompt does not fit into the context of "${model}": ${words}`;
    case 'load-failed':
      return model === undefined
        ? said`The server could not load the model: ${words}`
        : said`The server could not load "${model}": ${words}`;
    case 'no-model-loaded':
      return said`No model is loaded on ${server}: ${words}`;
    case 'loading':
      return model === undefined
        ? said`The server at ${server} is still loading the model: ${words}`
        : said`The server at ${server} is still loading "${model}": ${words}`;
    case 'unknown-model':
      return model === undefined
        ? said`The server at ${server} does not know the model: ${words}`
        : said`The server at ${server} does not know "${model}": ${words}`;
    case 'rate-limited':
      return said`The server at ${server} takes no more requests for now: ${words}`;
    case 'runtime-error':
      return model === undefined
        ? said`The model failed while answering: ${words}`
        : said`"${model}" failed while answering: ${words}`;
    case 'template':
      return model === undefined
        ? said`The chat template of the model refuses the messages: ${words}`
        : said`The chat template of "${model}" refuses the messages: ${words}`;
    case 'too-large':
      return said`The request is larger than what ${server} takes: ${words}`;
    case 'proxy':
      return said`A proxy on the way to ${server} refuses (${String(status)}): ${words}`;
    case 'bad-request':
      return said`The server at ${server} refused the request (${String(status)}): ${words}`;
    default:
      return said`The server at ${server} failed (${String(status)}): ${words}`;
  }
}

/** What a proxy or gateway answers when the server behind it does not. */
const gateway: readonly (number | undefined)[] = [502, 504];

function withAdvice({ code, status }: Stated, what: Said): Said {
  switch (code) {
    case 'wrong-route':
      return said`${what} Update the server, or check its address, kind and API key in the settings.`;
    case 'unauthorized':
      return said`${what} Set the API key of this server; on the command line, in LLP_API_KEY.`;
    case 'context-overflow':
      return said`${what} Shorten the prompt, or load the model with a longer context.`;
    case 'load-failed':
      return said`${what} Free memory or choose a smaller model or context, then retry.`;
    case 'no-model-loaded':
      return said`${what} Load a model on the server, or choose one here.`;
    case 'loading':
      return said`${what} Wait until the model is loaded, then retry.`;
    case 'unknown-model':
      return said`${what} Choose a model that the server lists.`;
    case 'rate-limited':
      return said`${what} Wait, then retry.`;
    case 'template':
      return said`${what} Where it takes no system prompt, put those words into the prompt itself; or choose another model.`;
    case 'too-large':
      return said`${what} Shorten the prompt, or raise that limit in the server or in the proxy before it.`;
    case 'proxy':
      return said`${what} Check HTTP_PROXY and its sign-in, or add the server to NO_PROXY.`;
    case 'server-error':
      if (gateway.includes(status))
        return said`${what} That is a proxy or gateway which cannot reach the server behind it: check that the server runs, then retry.`;
      return said`${what} Look into the server log, then retry.`;
    case 'runtime-error':
      return said`${what} Look into the server log; reloading the model often helps. Then retry.`;
    case 'bad-request':
      return said`${what} Check the parameters of the bot.`;
    default:
      return said`${what} Check the server address in the settings.`;
  }
}

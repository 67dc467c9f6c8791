import { said } from '../l10n/said';
import { ServerError, type ServerKind } from '../model/server';
import { hostOf } from './address';
import { responseError } from './errors';
import { isRecord, list, parseJson, record, text } from './json';
import type { Wire, WireReply } from './wire';

/** Seconds for one question while finding out what a server is. */
const probeSeconds = 10;

/**
 * The kind of a server by the shapes of its answers, never by their status: LM Studio answers 200 to anything.
 * Throws ServerError where nothing answers, or something that is no server of language models.
 */
export async function detectKind(wire: Wire, signal?: AbortSignal): Promise<ServerKind> {
  const ask = (path: string) => wire.exchange(path, { seconds: probeSeconds, ...(signal ? { signal } : {}) });
  const greeting = await ask('/lmstudio-greeting');
  if (record(greeting.json)['lmstudio'] === true || isLmStudioRefusal(greeting)) return 'lmstudio';
  const models = await ask('/v1/models');
  if (isLmStudioRefusal(models)) return 'lmstudio';
  const byOwner = kindByOwner(models.json);
  if (byOwner) return byOwner;
  const props = await ask('/props');
  if (isRecord(record(props.json)['default_generation_settings']) || isLlamaServerError(props)) return 'llama-server';
  const tags = await ask('/api/tags');
  if (Array.isArray(record(tags.json)['models'])) return 'ollama';
  if (Array.isArray(record(models.json)['data'])) return 'openai-compatible';
  const failure = responseError(models, wire.context());
  if (failure && failure.code !== 'wrong-route') throw failure;
  throw new ServerError(
    'wrong-address',
    said`What answers at ${hostOf(wire.url)} is no language model server. Check the server address in the settings.`,
    { ...wire.context(), status: models.status, body: models.body.slice(0, 4000) },
  );
}

/** Both the refusal of unknown routes and that of a missing token are worded by nobody else. */
function isLmStudioRefusal({ body }: WireReply): boolean {
  return /"Unexpected endpoint or method\.|An LM Studio API token is required/.test(body);
}

/** llama-server's own error objects carry the status as a number: `{error: {code: 503, message: "Loading model", …}}`. */
function isLlamaServerError({ body }: WireReply): boolean {
  const error = record(record(parseJson(body))['error']);
  return (
    typeof error['code'] === 'number' &&
    /^(?:unavailable_error|authentication_error|not_supported_error)$/.test(text(error['type']) ?? '')
  );
}

const owners: readonly (readonly [RegExp, ServerKind])[] = [
  [/^organization[_-]owner$/i, 'lmstudio'],
  [/^llamacpp$/i, 'llama-server'],
  [/^vllm$/i, 'vllm'],
  [/pygmalion|aphrodite/i, 'aphrodite'],
  [/tabby/i, 'tabbyapi'],
  [/^library$/i, 'ollama'],
  // Imitates the side routes of several others.
  [/^koboldcpp$/i, 'openai-compatible'],
];

function kindByOwner(models: unknown): ServerKind | null {
  for (const entry of list(record(models)['data'])) {
    const owner = text(record(entry)['owned_by']) ?? '';
    const match = owners.find(([pattern]) => pattern.test(owner));
    if (match) return match[1];
  }
  return null;
}

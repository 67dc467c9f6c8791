import { isRecord, list, record, text } from './json';

/** An error as a server words it, whatever its shape. */
export interface StatedError {
  message: string;
  /** `code`, as text; HTTP-like numbers stay out. */
  code: string | null;
  type: string | null;
}

/**
 * The error that a JSON body or chunk states, or null where it states none. Known shapes: `{error: "…"}`,
 * `{error: {message, type, code}}`, `{error: {error: "…"}}`, `{message, object: "error"}` (older vLLM),
 * `{detail: "…"}` and `{detail: [{msg}]}` (FastAPI), `{type: "error", …}`.
 */
export function readStatedError(body: unknown): StatedError | null {
  if (!isRecord(body)) return null;
  const { error } = body;
  if (typeof error === 'string' && error !== '')
    return { message: error, code: text(body['code']), type: text(body['type']) };
  if (isRecord(error)) {
    const nested = error['error'];
    const message =
      text(error['message']) ??
      text(nested) ??
      text(record(nested)['message']) ??
      text(error['detail']) ??
      text(body['message']);
    return { message: message ?? JSON.stringify(error), code: text(error['code']), type: text(error['type']) };
  }
  if (error === true || body['object'] === 'error' || body['type'] === 'error') {
    return {
      message: text(body['message']) ?? JSON.stringify(body),
      code: text(body['code']),
      type: text(body['type']),
    };
  }
  if ('choices' in body || 'data' in body) return null;
  const detail = text(body['detail']) ?? text(record(list(body['detail'])[0])['msg']);
  return detail === null ? null : { message: detail, code: null, type: null };
}

/** The same for a stream event named `error`, whose data may be anything. */
export function readErrorEvent(data: string, parsed: unknown): StatedError {
  const stated = readStatedError(parsed);
  if (stated) return stated;
  // `error: {code, message, type}` holds the error's own fields.
  const fields = record(parsed);
  const message = text(fields['message']) ?? text(parsed) ?? text(data.trim()) ?? 'no reason given';
  return { message, code: text(fields['code']), type: text(fields['type']) };
}

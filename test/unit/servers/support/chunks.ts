/** One chunk of a chat completion as an SSE event. */
export function chunk(delta: object, finish: string | null = null, extra: object = {}): string {
  return event({ object: 'chat.completion.chunk', choices: [{ index: 0, delta, finish_reason: finish }], ...extra });
}

export function usage(promptTokens: number, completionTokens: number, extra: object = {}): string {
  const total = promptTokens + completionTokens;
  return event({
    choices: [],
    usage: { prompt_tokens: promptTokens, completion_tokens: completionTokens, total_tokens: total },
    ...extra,
  });
}

export function event(body: unknown, name?: string): string {
  return `${name === undefined ? '' : `event: ${name}\n`}data: ${JSON.stringify(body)}\n\n`;
}

export const doneEvent = 'data: [DONE]\n\n';

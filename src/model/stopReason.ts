/**
 * What a stop reason means for the answer: `whole`; stopped at a limit of tokens (`length`) or by a full context
 * (`context`); `cut` by an abort, a time-out, an unload or a failure; `refused` by a filter; `unknown` where no server
 * that LLP knows says so.
 */
export type Ending = 'whole' | 'length' | 'context' | 'cut' | 'refused' | 'unknown';

/**
 * The words of OpenAI and its dialects (llama-server, vLLM, SGLang, TGI, Ollama, LM Studio, TabbyAPI, DeepSeek, Mistral,
 * Anthropic, Gemini behind gateways), in lower case and without what separates words.
 */
const words: Record<Exclude<Ending, 'unknown'>, string> = {
  whole:
    'stop stopped eos eosfound eostoken eosreached endofsequence endofturn endturn end complete completed done finished finish ' +
    'success stopsequence stopstring stopstringfound stopword stoptoken toolcalls tooluse toolcall functioncall',
  length:
    'length maxlength lengthlimit maxtokens maxoutputtokens maxnewtokens maxcompletiontokens maxpredictedtokensreached ' +
    'tokenlimit tokenlimitreached limit modellength lengthcapped incomplete budget maxgeneratedtokens',
  context:
    'contextlengthreached contextlength contextlengthexceeded contextlimit contextfull contextwindowexceeded ' +
    'modelcontextwindowexceeded contextoverflow',
  cut:
    'abort aborted cancel canceled cancelled timeout timedout deadlineexceeded error failed failure internalerror ' +
    'servererror networkerror unknownerror engineerror modelunloaded unload unloaded load userstopped interrupted interrupt killed shutdown ' +
    'disconnect disconnected preempted overloaded insufficientsystemresource insufficientsystemresources outofmemory oom ' +
    'malformedfunctioncall unexpectedtoolcall other pauseturn',
  refused:
    'contentfilter contentfiltered filtered filter refusal refused safety recitation blocklist blocked prohibitedcontent ' +
    'spii guardrail guardrails guardrailintervened moderation moderated sensitive imagesafety',
};

const endings = new Map<string, Ending>(
  Object.entries(words).flatMap(([ending, list]) =>
    list.split(' ').map((word): [string, Ending] => [word, ending as Ending]),
  ),
);

/** Null, as where only `[DONE]` ended a stream, is whole: the server said that it had finished. */
export function endingOf(stopReason: string | null): Ending {
  if (stopReason === null) return 'whole';
  const word = stopReason
    .toLowerCase()
    .replace(/^finish_?reason_?/, '')
    .replace(/[^a-z]/g, '');
  return endings.get(word) ?? 'unknown';
}

/** Whether an answer that ended so may be scored as one. */
export function isWhole(ending: Ending): boolean {
  return ending !== 'cut' && ending !== 'refused';
}

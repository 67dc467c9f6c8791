import { origins } from '../../model/provenance';
import type { ModelInfo } from '../../model/server';
import type { BotParameters } from '../../model/bot';
import { about, atLeast, number, oneOf, orNull, text } from './shape';

export const parameters = about(
  atLeast<BotParameters>({
    temperature: number(0),
    topK: number(),
    topP: number(),
    minP: number(),
    repeatPenalty: number(),
    frequencyPenalty: number(),
    presencePenalty: number(),
    maxTokens: number(),
    contextLength: number(),
    reasoning: text(),
    seed: number(0),
    systemPrompt: text(),
  }),
  'Sampling and loading parameters; one that is absent was not sent.',
);

export const model = about(
  atLeast<ModelInfo>({
    id: text(),
    server: text(),
    displayName: orNull(text()),
    publisher: orNull(text()),
    architecture: orNull(text()),
    quantization: orNull(text()),
    format: orNull(text()),
    parameters: orNull(text()),
    sizeBytes: orNull(number(0)),
    maxContextLength: orNull(number(0)),
    loadedContextLength: orNull(number(0)),
  }),
  'The model as its server listed it; what the server does not say is null.',
);

export const origin = about(
  oneOf(...origins),
  'Measured here, made up by the practice server, pasted by hand, imported from someone else, or published elsewhere.',
);

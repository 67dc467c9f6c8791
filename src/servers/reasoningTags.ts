/** How a model marks its reasoning, or its answer, in the text itself. Case does not matter. */
export type TagPair = readonly [open: string, close: string];

/** What opens reasoning and what ends it. */
export const reasoningTags: readonly TagPair[] = [
  ['<think>', '</think>'],
  ['<thinking>', '</thinking>'],
  ['[THINK]', '[/THINK]'],
  ['<thought>', '</thought>'],
  ['<thoughts>', '</thoughts>'],
  ['<reasoning>', '</reasoning>'],
  ['<reason>', '</reason>'],
  ['<|think|>', '<|/think|>'],
  ['<|thinking|>', '<|/thinking|>'],
  // Seed-OSS, Kimi, LongCat, Command A, Sky-T1 and its kin, Apertus.
  ['<seed:think>', '</seed:think>'],
  ['◁think▷', '◁/think▷'],
  ['<longcat_think>', '</longcat_think>'],
  ['<|START_THINKING|>', '<|END_THINKING|>'],
  ['<|begin_of_thought|>', '<|end_of_thought|>'],
  ['<|inner_prefix|>', '<|inner_suffix|>'],
  // gpt-oss: every message names its channel; only the final one is the answer.
  ['<|channel|>analysis<|message|>', '<|end|>'],
  ['<|channel|>commentary<|message|>', '<|end|>'],
  // With words between the channel and its message, such as whom it is for.
  ['<|channel|>analysis', '<|end|>'],
  ['<|channel|>commentary', '<|end|>'],
  // Gemma.
  ['<|channel>thought\n', '<channel|>'],
  ['<|channel>thought', '<channel|>'],
];

/** What stands around the answer itself; dropped, wherever one begins right at the start of what is left. */
export const answerTags: readonly TagPair[] = [
  ['<|channel|>final<|message|>', '<|return|>'],
  ['<|START_RESPONSE|>', '<|END_RESPONSE|>'],
  ['<|begin_of_solution|>', '<|end_of_solution|>'],
  ['<|channel>final\n', '<channel|>'],
];

/** What may stand before any of these and says nothing. */
export const prefixes: readonly string[] = ['<|start|>assistant', '<|START_OF_TURN_TOKEN|>', '<|CHATBOT_TOKEN|>'];

import { baseModel } from './baseModel';

/** Families by what stands in names; the first that fits counts, so that a distillation is of whoever made it. */
const named: [RegExp, family: string][] = [
  [/deepseek/, 'deepseek'],
  [/gpt-?oss/, 'gpt-oss'],
  [/qwen|qwq|qvq/, 'qwen'],
  [/gemma/, 'gemma'],
  [/mistral|mixtral|codestral|devstral|magistral|pixtral|mathstral|nemo-instruct/, 'mistral'],
  [/(?:^|[^a-z])phi-?\d/, 'phi'],
  [/command-?r|command-a|c4ai|(?:^|[^a-z])aya(?:[^a-z]|$)/, 'command'],
  [/smollm/, 'smollm'],
  [/granite/, 'granite'],
  [/falcon/, 'falcon'],
  [/internlm|internvl/, 'internlm'],
  [/stablelm|stable-(?:code|beluga)/, 'stablelm'],
  [/starcoder/, 'starcoder'],
  [/(?:^|[^a-z])yi-/, 'yi'],
  [/(?:^|[^a-z])glm-?\d|chatglm/, 'glm'],
  [/exaone/, 'exaone'],
  [/olmo/, 'olmo'],
  [/nemotron/, 'nemotron'],
  [/minicpm/, 'minicpm'],
  [/ernie/, 'ernie'],
  [/hunyuan/, 'hunyuan'],
  [/kimi|moonlight/, 'kimi'],
  [/solar/, 'solar'],
  [/rwkv/, 'rwkv'],
  [/mamba/, 'mamba'],
  [/bloom/, 'bloom'],
  [/llama|vicuna|alpaca|tulu|hermes|wizardlm|wizardcoder/, 'llama'],
];

/**
 * The family that people mean: of `Mistral-Nemo-Instruct-2407-Q8_0` mistral, though its file says `llama`. From the name,
 * else from the architecture (`qwen2` is qwen); empty where neither tells.
 */
export function modelFamily(modelId: string, architecture: string | null): string {
  const name = baseModel(modelId);
  const byName = named.find(([pattern]) => pattern.test(name));
  if (byName) return byName[1];
  const stated = (architecture ?? '').toLowerCase();
  const known = named.find(([pattern]) => pattern.test(stated));
  return known ? known[1] : stated.replace(/[\d.]+(?:moe|vl)?$/, '').replace(/[-_]$/, '');
}

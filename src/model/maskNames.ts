/** What models of a family call themselves and their makers, by a word of their id. */
const families: Record<string, readonly string[]> = {
  qwen: ['Qwen', 'Qwq', 'Tongyi', 'Alibaba Cloud', 'Alibaba'],
  qwq: ['Qwen', 'Qwq', 'Alibaba Cloud', 'Alibaba'],
  llama: ['Llama', 'Meta AI'],
  gemma: ['Gemma', 'Gemini', 'Google DeepMind', 'Google'],
  mistral: ['Mistral AI', 'Mistral'],
  ministral: ['Ministral', 'Mistral AI', 'Mistral'],
  mixtral: ['Mixtral', 'Mistral AI', 'Mistral'],
  devstral: ['Devstral', 'Mistral AI', 'Mistral'],
  magistral: ['Magistral', 'Mistral AI', 'Mistral'],
  phi: ['Phi', 'Microsoft'],
  deepseek: ['DeepSeek'],
  smollm: ['SmolLM', 'Hugging Face', 'HuggingFace'],
  granite: ['Granite', 'IBM'],
  falcon: ['Falcon', 'Technology Innovation Institute'],
  command: ['Command R', 'Cohere'],
  aya: ['Aya', 'Cohere'],
  yi: ['01.AI'],
  glm: ['GLM', 'ChatGLM', 'Zhipu AI', 'Z.ai'],
  internlm: ['InternLM', 'Shanghai AI Laboratory'],
  hermes: ['Hermes', 'Nous Research'],
  nemotron: ['Nemotron', 'NVIDIA'],
  olmo: ['OLMo', 'Allen Institute for AI', 'Ai2'],
  exaone: ['EXAONE', 'LG AI Research'],
  gpt: ['GPT', 'ChatGPT', 'OpenAI'],
  vicuna: ['Vicuna', 'LMSYS'],
  kimi: ['Kimi', 'Moonshot AI'],
  minimax: ['MiniMax'],
  ernie: ['ERNIE', 'Baidu'],
  hunyuan: ['Hunyuan', 'Tencent'],
  lfm: ['LFM', 'Liquid AI'],
};

/** What stands in the place of a name. */
export const mask = '█████';

/** The family of a model by its name or architecture; null where it is none of those known. */
export function familyOf(name: string): string | null {
  return Object.keys(families).find((family) => isOf(name, family)) ?? null;
}

function isOf(name: string, family: string): boolean {
  return new RegExp(`(?<![a-z])${family}(?![a-z]{2})`, 'i').test(name);
}

/**
 * The text without the names by which its model could be told: the names given (of bots and models), and what models of
 * their families call themselves. Words that the prompt says are its subject and stay.
 */
export function maskNames(text: string, names: readonly string[], prompt: string): string {
  const words = new Set<string>();
  for (const name of names) {
    if (name.trim().length >= 4) words.add(name.trim());
    for (const [family, own] of Object.entries(families)) {
      if (isOf(name, family)) for (const word of own) words.add(word);
    }
  }
  const asked = prompt.toLowerCase();
  const hidden = [...words].filter((word) => !asked.includes(word.toLowerCase())).sort((a, b) => b.length - a.length);
  if (hidden.length === 0) return text;
  const pattern = hidden.map((word) => word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')).join('|');
  // With the version that follows a family's name, as in "Qwen2.5".
  return text.replace(
    new RegExp(`(?<![\\p{L}\\p{N}])(?:${pattern})(?![\\p{L}])(?:[- ]?\\d+(?:\\.\\d+)*[bB]?)?`, 'giu'),
    mask,
  );
}

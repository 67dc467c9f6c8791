import type { Persona } from './answers/persona';
import { personas } from './answers/persona';

/** Where a model puts its reasoning, if it reasons. */
export type ReasoningStyle = 'none' | 'reasoning_content' | 'reasoning' | 'think-tags';

/** One downloaded model of the practice server. Rates in tokens/s, sizes in bytes, loading in seconds. */
export interface PracticeModel {
  id: string;
  displayName: string;
  publisher: string;
  kind: 'llm' | 'vlm' | 'embeddings';
  architecture: string;
  format: 'gguf' | 'mlx';
  quantization: string;
  bitsPerWeight: number;
  parameters: string | null;
  sizeBytes: number;
  maxContextLength: number;
  toolUse: boolean;
  prefillTokensPerSecond: number;
  decodeTokensPerSecond: number;
  loadSeconds: number;
  reasoning: ReasoningStyle;
  persona: Persona;
  /** A response length limit that the model carries in its own settings, as LM Studio presets can. */
  ownMaxTokens?: number;
  /** Listed only on request: models that exist to fail. */
  hidden?: boolean;
}

export const PRACTICE_PUBLISHER = 'llp-practice';

const base = {
  publisher: PRACTICE_PUBLISHER,
  kind: 'llm',
  format: 'gguf',
  maxContextLength: 32768,
  toolUse: true,
  reasoning: 'none',
} as const;

const swift = { ...base, architecture: 'llama', parameters: '3B' } as const;

/** The models in the order in which they are listed. Their names and figures are invented. */
export const practiceModels: readonly PracticeModel[] = [
  {
    ...swift,
    id: 'practice/swift-3b@q4_k_m',
    displayName: 'Practice Swift 3B',
    quantization: 'Q4_K_M',
    bitsPerWeight: 4,
    sizeBytes: 2_019_377_696,
    prefillTokensPerSecond: 1800,
    decodeTokensPerSecond: 92,
    loadSeconds: 1.2,
    persona: personas.hasty,
  },
  {
    ...swift,
    id: 'practice/swift-3b@q8_0',
    displayName: 'Practice Swift 3B',
    quantization: 'Q8_0',
    bitsPerWeight: 8,
    sizeBytes: 3_421_898_912,
    prefillTokensPerSecond: 1500,
    decodeTokensPerSecond: 61,
    loadSeconds: 1.6,
    persona: personas.solid,
  },
  {
    ...base,
    id: 'practice/spark-1b',
    displayName: 'Practice Spark 1B',
    architecture: 'gemma3',
    quantization: 'Q8_0',
    bitsPerWeight: 8,
    parameters: '1B',
    sizeBytes: 1_069_306_368,
    toolUse: false,
    prefillTokensPerSecond: 6000,
    decodeTokensPerSecond: 400,
    loadSeconds: 0.5,
    persona: personas.terse,
  },
  {
    ...base,
    id: 'practice/sage-27b',
    displayName: 'Practice Sage 27B',
    architecture: 'gemma2',
    quantization: 'IQ4_XS',
    bitsPerWeight: 4,
    parameters: '27B',
    sizeBytes: 14_812_331_104,
    maxContextLength: 131072,
    prefillTokensPerSecond: 220,
    decodeTokensPerSecond: 14,
    loadSeconds: 3,
    persona: personas.scholarly,
  },
  {
    ...base,
    id: 'practice/thinker-8b',
    displayName: 'Practice Thinker 8B',
    architecture: 'qwen3',
    quantization: 'Q6_K',
    bitsPerWeight: 6,
    parameters: '8B',
    sizeBytes: 6_725_899_040,
    maxContextLength: 40960,
    prefillTokensPerSecond: 900,
    decodeTokensPerSecond: 48,
    loadSeconds: 2,
    reasoning: 'reasoning_content',
    persona: personas.careful,
  },
  {
    ...base,
    id: 'practice/ponder-14b',
    displayName: 'Practice Ponder 14B',
    architecture: 'qwen2',
    quantization: 'Q5_K_M',
    bitsPerWeight: 5,
    parameters: '14B',
    sizeBytes: 10_508_873_056,
    toolUse: false,
    prefillTokensPerSecond: 600,
    decodeTokensPerSecond: 33,
    loadSeconds: 2.4,
    reasoning: 'think-tags',
    persona: personas.pondering,
  },
  {
    ...base,
    id: 'practice/atlas-20b',
    displayName: 'Practice Atlas 20B A3B',
    architecture: 'gpt-oss',
    quantization: 'MXFP4',
    bitsPerWeight: 4,
    parameters: '20B-A3B',
    sizeBytes: 12_109_566_560,
    maxContextLength: 131072,
    prefillTokensPerSecond: 1400,
    decodeTokensPerSecond: 74,
    loadSeconds: 2.8,
    reasoning: 'reasoning',
    persona: personas.tabular,
  },
  {
    ...base,
    id: 'practice/prism-12b-mlx',
    displayName: 'Practice Prism 12B',
    kind: 'vlm',
    architecture: 'gemma3',
    format: 'mlx',
    quantization: '4bit',
    bitsPerWeight: 4,
    parameters: '12B',
    sizeBytes: 8_028_102_144,
    maxContextLength: 65536,
    prefillTokensPerSecond: 800,
    decodeTokensPerSecond: 39,
    loadSeconds: 2.2,
    persona: personas.colourful,
  },
  {
    ...base,
    id: 'practice/rambler-7b',
    displayName: 'Practice Rambler 7B',
    architecture: 'mistral',
    quantization: 'Q4_0',
    bitsPerWeight: 4,
    parameters: '7B',
    sizeBytes: 4_109_865_152,
    maxContextLength: 16384,
    toolUse: false,
    prefillTokensPerSecond: 1200,
    decodeTokensPerSecond: 110,
    loadSeconds: 1.5,
    ownMaxTokens: 700,
    persona: personas.rambling,
  },
  embedding('text-embedding-practice-small', 'bert', 'F16', 16, 512, 66_958_400),
  embedding('text-embedding-practice-long@q4_k_m', 'nomic-bert', 'Q4_K_M', 4, 2048, 84_106_624),
];

function embedding(
  id: string,
  architecture: string,
  quantization: string,
  bitsPerWeight: number,
  maxContextLength: number,
  sizeBytes: number,
): PracticeModel {
  return {
    ...base,
    id,
    displayName: id.includes('long') ? 'Practice Embed Long' : 'Practice Embed Small',
    kind: 'embeddings',
    architecture,
    quantization,
    bitsPerWeight,
    parameters: null,
    sizeBytes,
    maxContextLength,
    toolUse: false,
    prefillTokensPerSecond: 8000,
    decodeTokensPerSecond: 1,
    loadSeconds: 0.3,
    persona: personas.terse,
  };
}

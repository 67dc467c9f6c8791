import { said, SaidError, known } from '../l10n/said';
import { plainNumber } from './plainNumber';
import type { Origin } from './provenance';

/** Sampling and loading parameters a bot carries. A key that is absent is not sent: the server's own default holds. */
export interface BotParameters {
  /** 0..2; absent: the category's default. */
  temperature?: number;
  topK?: number;
  topP?: number;
  minP?: number;
  repeatPenalty?: number;
  frequencyPenalty?: number;
  presencePenalty?: number;
  /** Tokens; absent or negative: no limit. */
  maxTokens?: number;
  /** Tokens wished for when the model is loaded explicitly. */
  contextLength?: number;
  /** How much the model may think, where the server has such a setting: a word of `reasoningWords`, or tokens at most. */
  reasoning?: string;
  /** Of the sampler; with a temperature of 0 it changes nothing. */
  seed?: number;
  /** Replaces the suite's system prompt for every prompt. */
  systemPrompt?: string;
}

/** A model on a server with its settings: one row of the leaderboard. */
export interface Bot {
  id: number;
  /** Unique display name, e.g. `gemma-2-27b-it@iq4_xs@temp03`. */
  name: string;
  /** Server base URL without a path, e.g. `http://127.0.0.1:1234`. */
  server: string;
  modelId: string;
  parameters: BotParameters;
  /** Base name of the bot's files in `llm_outputs`; safe on every OS and unique regardless of case. */
  fileName: string;
  /** Where the bot comes from: its models answer here (`measured`, also of an imported bot) or at the practice server. */
  origin: Origin;
  /** `origin` is practice: a model of the practice server, whose results never mix with real ones. */
  practice: boolean;
  /** Set when the person deleted the bot; its answers and scores stay. */
  deletedAt: string | null;
  /** ISO 8601, UTC. */
  createdAt: string;
  notes: string;
}

export interface ParameterRule {
  key: keyof BotParameters;
  label: string;
  description: string;
  minimum?: number;
  maximum?: number;
  integer?: boolean;
}

export const reasoningWords = ['off', 'on', 'low', 'medium', 'high'] as const;

/** What each parameter means and the values it may take; the forms and the validation read the same table. */
export const parameterRules: readonly ParameterRule[] = [
  { key: 'temperature', label: 'Temperature', description: '0 to 2', minimum: 0, maximum: 2 },
  { key: 'topK', label: 'Top K', description: 'whole number, 0 turns it off', minimum: 0, integer: true },
  { key: 'topP', label: 'Top P', description: '0 to 1', minimum: 0, maximum: 1 },
  { key: 'minP', label: 'Min P', description: '0 to 1', minimum: 0, maximum: 1 },
  { key: 'repeatPenalty', label: 'Repeat penalty', description: '0 to 4, 1 turns it off', minimum: 0, maximum: 4 },
  { key: 'frequencyPenalty', label: 'Frequency penalty', description: '-2 to 2', minimum: -2, maximum: 2 },
  { key: 'presencePenalty', label: 'Presence penalty', description: '-2 to 2', minimum: -2, maximum: 2 },
  { key: 'maxTokens', label: 'Max tokens', description: 'whole number, -1 for no limit', minimum: -1, integer: true },
  { key: 'contextLength', label: 'Context length', description: 'tokens, from 1', minimum: 1, integer: true },
  { key: 'reasoning', label: 'Reasoning', description: 'off, on, low, medium, high, or tokens at most' },
  { key: 'seed', label: 'Seed', description: 'whole number from 0', minimum: 0, maximum: 4294967295, integer: true },
  { key: 'systemPrompt', label: 'System prompt', description: "replaces the suite's" },
];

/** Turns what a person typed into a parameter value; an empty text means "not set". Throws a sentence when it is bad. */
export function parseParameter(rule: ParameterRule, text: string): number | string | undefined {
  if (rule.key === 'systemPrompt') return text.trim() === '' ? undefined : text;
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  if (rule.key === 'reasoning') {
    const word = trimmed.toLowerCase();
    if (reasoningWords.some((one) => one === word) || /^(?:0|[1-9]\d{0,6})$/.test(word)) return word;
    throw new SaidError(said`${known(rule.label)} must be: ${known(rule.description)}.`);
  }
  const value = plainNumber(trimmed.replace(',', '.'));
  const bad =
    !Number.isFinite(value) ||
    (rule.integer === true && !Number.isInteger(value)) ||
    (rule.minimum !== undefined && value < rule.minimum) ||
    (rule.maximum !== undefined && value > rule.maximum);
  if (bad) throw new SaidError(said`${known(rule.label)} must be: ${known(rule.description)}.`);
  return value;
}

/** The name of a variant's own row, e.g. `gemma-2-27b-it@iq4_xs@temp03#2` for temperature 0.3, second repeat. */
export function variantName(
  base: string,
  variant: { temperature?: number; maxTokens?: number; repeat?: number },
): string {
  const { temperature, maxTokens, repeat = 1 } = variant;
  const digits =
    temperature === undefined
      ? ''
      : `@temp${temperature
          .toFixed(3)
          .replace('.', '')
          .replace(/0{1,2}$/, '')}`;
  const limit = maxTokens === undefined ? '' : `@max${maxTokens}`;
  return `${base}${digits}${limit}${repeat > 1 ? `#${repeat}` : ''}`;
}

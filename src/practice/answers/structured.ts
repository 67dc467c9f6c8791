import type { Random } from './random';

type Schema = Record<string, unknown>;
const DEEPEST = 12;

/**
 * A value that fits a JSON schema, for requests with `response_format: {type: "json_schema"}`.
 * Covers object, array, string, number, integer, boolean, null, enum, const, anyOf/oneOf; strings use the topics.
 */
export function fitSchema(schema: unknown, topics: readonly string[], random: Random, depth = 0): unknown {
  if (!isObject(schema) || depth > DEEPEST) return null;
  if ('const' in schema) return schema.const;
  if (Array.isArray(schema.enum) && schema.enum.length > 0) return random.pick(schema.enum as unknown[]);
  const choices = schema.anyOf ?? schema.oneOf;
  if (Array.isArray(choices)) return fitSchema(choices[0], topics, random, depth + 1);
  const type = Array.isArray(schema.type) ? (schema.type[0] as unknown) : schema.type;
  switch (type ?? (isObject(schema.properties) ? 'object' : 'string')) {
    case 'object':
      return fitObject(schema, topics, random, depth);
    case 'array':
      return fitArray(schema, topics, random, depth);
    case 'integer':
      return Math.round(fitNumber(schema, random));
    case 'number':
      return Number(fitNumber(schema, random).toFixed(2));
    case 'boolean':
      return random.chance(0.5);
    case 'null':
      return null;
    default:
      return `A remark about ${random.pick(topics)}.`;
  }
}

function fitObject(schema: Schema, topics: readonly string[], random: Random, depth: number): Schema {
  const properties = isObject(schema.properties) ? schema.properties : {};
  const entries = Object.entries(properties).map(([key, inner]) => [key, fitSchema(inner, topics, random, depth + 1)]);
  return Object.fromEntries(entries) as Schema;
}

function fitArray(schema: Schema, topics: readonly string[], random: Random, depth: number): unknown[] {
  const least = Math.min(Number(schema.minItems ?? 0) || 0, 100);
  const length = Math.max(least, Math.min(2, Number(schema.maxItems ?? 2)));
  return Array.from({ length }, () => fitSchema(schema.items, topics, random, depth + 1));
}

function fitNumber(schema: Schema, random: Random): number {
  const low = Number(schema.minimum ?? 0) || 0;
  const high = Number(schema.maximum ?? low + 10) || low;
  return low + random.next() * (high - low);
}

function isObject(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

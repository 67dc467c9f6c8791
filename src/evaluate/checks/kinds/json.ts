import { said, saidOf } from '../../../l10n/said';
import Ajv, { type ValidateFunction } from 'ajv';
import Ajv2020 from 'ajv/dist/2020';
import { sentence } from '../../../l10n/sentence';
import type { CheckContext, Kind } from '../kind';
import { CheckMistake } from '../mistake';
import { excerpt } from '../normal';
import { compilePattern } from '../pattern';
import { unknown, verdictOf, type Finding, type Scoped } from '../scoped';
import { safePath } from './code';

type Schema = Record<string, unknown> | boolean;
type Validate = (value: unknown) => string | null;

/** Patterns of a schema are run without backtracking, as a suite may come from anyone. */
const regExp = Object.assign((pattern: string) => compilePattern(`/${pattern.replaceAll('/', '\\/')}/`), {
  code: 'llp:pattern',
});
const options = { strict: false, allErrors: false, validateFormats: false, code: { regExp } };

function validatorOf(schema: Schema): Validate {
  let validate: ValidateFunction;
  try {
    const dialect = typeof schema === 'object' ? schema['$schema'] : undefined;
    const Validator = typeof dialect === 'string' && dialect.includes('2020-12') ? Ajv2020 : Ajv;
    validate = new Validator(options).compile(schema);
  } catch (error) {
    if (error instanceof CheckMistake) throw error;
    throw new CheckMistake(said`This is no JSON schema that can be used: ${saidOf(error)}.`);
  }
  return (value) => {
    if (validate(value)) return null;
    const [first] = validate.errors ?? [];
    return `${first?.instancePath ?? ''} ${first?.message ?? 'does not fit'}`.trim();
  };
}

function prepare(source: string, pick: (text: Scoped) => string[]): ReturnType<Kind['prepare']> {
  const text = source.trim();
  let inline: Validate | null = text === '' ? () => null : null;
  if (/^[{]|^(?:true|false)$/.test(text)) inline = validatorOf(parseSchema(text));
  const file = inline ? null : safePath(text);
  return (scoped, context) => {
    const validate = inline ?? fromFile(file ?? '', context);
    return typeof validate === 'string' ? unknown(validate) : judge(pick(scoped), validate);
  };
}

function parseSchema(text: string): Schema {
  try {
    return JSON.parse(text) as Schema;
  } catch (error) {
    throw new CheckMistake(said`The schema is no JSON: ${saidOf(error)}.`, text);
  }
}

function fromFile(file: string, { ports }: CheckContext): Validate | string {
  const text = ports.readFile?.(file) ?? null;
  if (text === null) return `The schema ${file} cannot be read.`;
  try {
    return validatorOf(parseSchema(text));
  } catch (error) {
    if (error instanceof CheckMistake) return error.message;
    throw error;
  }
}

function judge(texts: string[], validate: Validate): Finding {
  let evidence = sentence('There is no JSON.');
  for (const text of texts) {
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch (error) {
      evidence = sentence(`No JSON: ${excerpt(error instanceof Error ? error.message : '')}.`);
      continue;
    }
    const mistake = validate(value);
    if (mistake === null) return verdictOf(true, 'JSON that fits the schema.');
    evidence = sentence(`The JSON does not fit: ${mistake}.`);
  }
  return verdictOf(false, evidence);
}

/** The whole text, or what is in the one fence that it consists of, as IFEval reads it. */
function wholly(text: Scoped): string[] {
  const body = text.text.trim();
  const [fence, ...others] = text.doc.fences;
  if (
    fence &&
    others.length === 0 &&
    text.text.slice(fence.start, fence.end).trim() === body &&
    /^(?:|jsonc?)$/.test(fence.language)
  )
    return [fence.content];
  return [body];
}

/** JSON in fences, and the widest pieces that braces or brackets hold. */
function anywhere(text: Scoped): string[] {
  const body = text.text;
  const pieces = [body.trim(), ...text.doc.fences.map(({ content }) => content)];
  for (const [open, close] of ['{}', '[]']) {
    const [from, to] = [body.indexOf(open ?? ''), body.lastIndexOf(close ?? '')];
    if (from !== -1 && to > from) pieces.push(body.slice(from, to + 1));
  }
  return pieces;
}

export const jsonKinds: Kind[] = [
  {
    name: 'json',
    usage: '[SCHEMA|FILE]',
    summary: 'The whole text, or the one fence it consists of, is JSON, and fits the JSON schema.',
    example: '4 json {"type": "array", "minItems": 3}',
    alike: 'IFEval json_format; promptfoo is-json',
    prepare: (source) => prepare(source, wholly),
  },
  {
    name: 'contains-json',
    usage: '[SCHEMA|FILE]',
    summary: 'Somewhere in the text stands JSON that fits the JSON schema.',
    example: '4 contains-json {"required": ["name"]}',
    alike: 'promptfoo contains-json',
    prepare: (source) => prepare(source, anywhere),
  },
];

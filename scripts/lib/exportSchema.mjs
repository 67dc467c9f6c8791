// The published JSON schema of exports, made from the shapes that imports are checked by.
import { toJsonSchema } from '@valibot/to-json-schema';
import { build } from 'esbuild';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import prettier from 'prettier';
import { root } from './paths.mjs';

/** @typedef {import('@valibot/to-json-schema').ConversionConfig} Config */
/** @typedef {import('@valibot/to-json-schema').JsonSchema} JsonSchema */

export const schemaFile = join(root, 'schemas', 'playground-export.schema.json');

/** Shapes that have a name in the schema, as several places need them or they are long. */
const named = {
  time: ['rules', 'time'],
  parameters: ['modelShape', 'parameters'],
  model: ['modelShape', 'model'],
  category: ['documentShape', 'categoryShape'],
  bot: ['documentShape', 'botShape'],
  run: ['runShape', 'runShape'],
};

/** @type {Config} */
const options = {
  target: 'draft-2020-12',
  // What LLP writes is the last shape of a chain; checks that no schema can say are left out.
  typeMode: 'output',
  errorMode: 'ignore',
  overrideAction: ({ valibotAction, jsonSchema }) => {
    if (valibotAction.type !== 'metadata') return null;
    const { jsonSchema: own, entries } = valibotAction.metadata;
    if (entries) return { type: 'object', additionalProperties: plain(entries) };
    return own ? { ...own, ...(jsonSchema.description ? { description: jsonSchema.description } : {}) } : null;
  },
  overrideSchema: ({ valibotSchema, jsonSchema }) => {
    if (valibotSchema.type === 'strict_object') return withRequired(valibotSchema, jsonSchema);
    if (valibotSchema.type === 'nullable') return orNull(jsonSchema);
    return jsonSchema.required?.length === 0 ? without(jsonSchema, 'required') : null;
  },
};

/** The schema's text, as it stands in its file. @returns {Promise<string>} */
export async function exportSchema() {
  const shapes = await loadShapes();
  const definitions = Object.fromEntries(Object.entries(named).map(([name, [file, key]]) => [name, shapes[file][key]]));
  const schema = toJsonSchema(shapes.documentShape.documentShape, { ...options, definitions });
  const { $schema, ...rest } = schema;
  const head = { $schema, $id: shapes.document.documentSchema, ...shapes.document.schemaTexts };
  const style = await prettier.resolveConfig(schemaFile);
  return prettier.format(JSON.stringify({ ...head, ...rest }), { ...style, parser: 'json' });
}

/** A small shape, where it stands. @returns {JsonSchema} */
function plain(shape) {
  return without(toJsonSchema(shape, options), '$schema');
}

/** An export has all fields but those that it leaves out where there is nothing to say. @returns {JsonSchema} */
function withRequired({ entries }, jsonSchema) {
  const isThere = ([, entry]) => entry.type !== 'optional' || entry.default !== undefined;
  const properties = Object.entries(jsonSchema.properties ?? {}).map(([key, own]) => [key, without(own, 'default')]);
  const required = Object.entries(entries).filter(isThere);
  return { ...jsonSchema, required: required.map(([key]) => key), properties: Object.fromEntries(properties) };
}

/** @param {JsonSchema} schema @param {string} name @returns {JsonSchema} */
function without(schema, name) {
  return Object.fromEntries(Object.entries(schema).filter(([key]) => key !== name));
}

/** @returns {JsonSchema | null} */
function orNull({ anyOf }) {
  const [inner] = anyOf ?? [];
  return typeof inner?.type === 'string' && !inner.enum ? { ...inner, type: [inner.type, 'null'] } : null;
}

/** The shapes are TypeScript: bundled as they are, and run. */
async function loadShapes() {
  const folder = mkdtempSync(join(tmpdir(), 'llp-schema-'));
  try {
    const results = (name) => `export * as ${name} from './results/${name}';`;
    await build({
      stdin: {
        contents: [
          ...['rules', 'modelShape', 'documentShape', 'runShape'].map(results),
          "export * as document from './export/document';",
        ].join('\n'),
        resolveDir: join(root, 'src', 'exchange'),
        loader: 'ts',
      },
      bundle: true,
      platform: 'node',
      format: 'esm',
      outfile: join(folder, 'shapes.mjs'),
    });
    return await import(pathToFileURL(join(folder, 'shapes.mjs')).href);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

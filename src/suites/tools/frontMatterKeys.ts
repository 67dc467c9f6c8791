import schema from '../../../schemas/suite-front-matter.schema.json';

export interface FrontMatterKey {
  key: string;
  description: string;
  required: boolean;
  /** What stands after the colon when the key is put in. */
  example: string;
}

/** The keys of the front matter, as the published schema describes them. */
export const frontMatterKeys: FrontMatterKey[] = Object.entries(schema.properties).map(([key, property]) => ({
  key,
  description: property.description,
  required: schema.required.includes(key),
  example: 'examples' in property ? (property.examples[0] ?? '') : key === 'temperature' ? '0.5' : '1',
}));

import { said, type Said } from '../l10n/said';
export const slugPattern = /^[a-z][a-z0-9-]*$/;

export interface PromptHeading {
  title: string;
  id: string;
  points: number;
  /** Sampling temperature of this prompt alone; null: the category's. */
  temperature: number | null;
}

/** Splits `Title {#id points=N}`; says what is expected where it is something else. */
export function parseHeading(text: string): PromptHeading | { expected: Said } {
  const { title, attributes } = splitHeading(text);
  if (attributes === null) return bad(said`A prompt heading must read \`## Title {#id points=N}\`; the part in braces is missing here.`);
  const words = attributes.split(/\s+/).filter((word) => word !== '');
  const ids = words.filter((word) => word.startsWith('#')).map((word) => word.slice(1));
  const points = words.filter((word) => word.startsWith('points=')).map((word) => word.slice('points='.length));
  const temperatures = words.filter((word) => word.startsWith('temperature=')).map((word) => word.slice('temperature='.length));
  const unknown = words.find((word) => !/^(?:#|points=|temperature=)/.test(word));
  const [id = ''] = ids;
  if (ids.length > 1) return bad(said`A prompt heading must read \`## Title {#id points=N}\`; the id is a duplicate; remove one.`);
  if (points.length > 1) return bad(said`A prompt heading must read \`## Title {#id points=N}\`; the points stand there twice.`);
  if (!slugPattern.test(id))
    return bad(said`A prompt heading must read \`## Title {#id points=N}\`; the id must be lower-case letters, digits and hyphens, starting with a letter.`);
  if (!/^[1-9]\d{0,5}$/.test(points[0] ?? '')) return bad(said`A prompt heading must read \`## Title {#id points=N}\`; points must be a whole number from 1.`);
  if (temperatures.length > 1) return bad(said`A prompt heading must read \`## Title {#id points=N}\`; the temperature is a duplicate; remove one.`);
  const [temperature] = temperatures;
  if (temperature !== undefined && !/^(?:[01](?:\.\d+)?|2(?:\.0+)?)$/.test(temperature))
    return bad(said`A prompt heading must read \`## Title {#id points=N}\`, optionally with temperature=T; the temperature must be a number from 0 to 2.`);
  if (unknown !== undefined) return bad(said`A prompt heading must read \`## Title {#id points=N}\`; “${unknown}” is not known there.`);
  if (title === '') return bad(said`A prompt heading must read \`## Title {#id points=N}\`; the title is missing.`);
  return { title, id, points: Number(points[0]), temperature: temperature === undefined ? null : Number(temperature) };
}

function bad(expected: Said): { expected: Said } {
  return { expected };
}

/** The part in braces, e.g. `{#booting-teaching points=40 temperature=0.1}`. */
export function formatAttributes({ id, points, temperature }: Omit<PromptHeading, 'title'>): string {
  return `{#${id} points=${points}${temperature === null ? '' : ` temperature=${temperature}`}}`;
}

/** The title before, and what stands within the last pair of braces; null where there is none at the end. */
export function splitHeading(text: string): { title: string; attributes: string | null } {
  const trimmed = text.trim();
  const open = trimmed.endsWith('}') ? trimmed.lastIndexOf('{') : -1;
  if (open === -1) return { title: trimmed, attributes: null };
  return { title: trimmed.slice(0, open).trim(), attributes: trimmed.slice(open + 1, -1).trim() };
}

/** A slug made of that text: `Đề số 1: Größe` → `de-so-1-grosse`. Falls back to `fallback` where nothing is left. */
export function slugOf(text: string, fallback = 'prompt', most = 60): string {
  const plain = text
    .replace(/đ/g, 'd')
    .replace(/Đ/g, 'D')
    .replace(/ß/g, 'ss')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '');
  return plain.slice(0, most).replace(/-+$/, '') || fallback;
}

/** What a prompt's id is made of: the category's id and a slug, which may begin with a digit here. */
export function promptSlug(categoryId: string, text: string): string {
  const rest = slugOf(`x ${text}`, 'x', 82).slice(2);
  return rest.startsWith(`${categoryId}-`) ? rest : `${categoryId}-${rest || 'prompt'}`;
}

/** That slug, or the first of `slug-2`, `slug-3`, … that is not taken. */
export function uniqueSlug(slug: string, taken: ReadonlySet<string>): string {
  if (!taken.has(slug)) return slug;
  for (let number = 2; ; number++) {
    const candidate = `${slug}-${number}`;
    if (!taken.has(candidate)) return candidate;
  }
}

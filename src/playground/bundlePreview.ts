import type { Store } from '../store';
import { readBundle } from './bundles';

/** What a person sees of a bundle before anything of it is taken. */
export interface BundlePreview {
  runs: number;
  createdAt: string;
  generator: string;
  /** SHA-256 of the key that signed it; null where nobody has. */
  signedBy: string | null;
  bots: { name: string; modelId: string; runs: number }[];
  categories: string[];
  files: { name: string; bytes: number }[];
  /** What differs from what is here, a sentence each: nothing here is changed by an import. */
  conflicts: string[];
}

/** Throws a sentence where the file is no bundle, or was changed after it was made. */
export async function previewBundle(store: Store, file: string): Promise<BundlePreview> {
  const { manifest, signedBy, document } = await readBundle(file);
  const runsOf = (botId: number): number => document.runs.filter((run) => run.botId === botId).length;
  const conflicts: string[] = [];
  for (const { name, modelId, server } of document.bots) {
    const own = store.bots.findByName(name);
    if (own && (own.modelId !== modelId || own.server !== server))
      conflicts.push(`“${name}” is another bot here, so theirs gets another name.`);
  }
  for (const { id, title, versions } of document.categories) {
    const other = versions.filter(({ id: promptId, hash }) => {
      const known = store.prompts.versions(id, promptId);
      return known.length > 0 && !known.some((one) => one.hash === hash);
    }).length;
    if (other > 0)
      conflicts.push(`“${title}” has ${other} prompts in another wording than here; their results stay apart.`);
  }
  return {
    runs: manifest.runs,
    createdAt: manifest.createdAt,
    generator: manifest.generator,
    signedBy,
    bots: document.bots.map(({ id, name, modelId }) => ({ name, modelId, runs: runsOf(id) })),
    categories: document.categories.map(({ title }) => title),
    files: Object.entries(manifest.files).map(([name, { bytes }]) => ({ name, bytes })),
    conflicts,
  };
}

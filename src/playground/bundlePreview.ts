import { hardwareTag } from '../model/hardware';
import type { Store } from '../store';
import { readBundle } from './bundles';

/** A bot of a bundle, and what its answers rest on. */
export interface BundledBot {
  /** Its number in the bundle. */
  id: number;
  name: string;
  modelId: string;
  quantization: string | null;
  runtime: string | null;
  /** Short names of the machines, e.g. `rtx-3080-10gb`. */
  hardware: string[];
  runs: number;
  scored: number;
}

/** What a person sees of a bundle before anything of it is taken. */
export interface BundlePreview {
  runs: number;
  /** Of the runs: those that are here already. */
  known: number;
  createdAt: string;
  generator: string;
  /** SHA-256 of the key that signed it; null where nobody has. */
  signedBy: string | null;
  bots: BundledBot[];
  categories: string[];
  files: { name: string; bytes: number; sha256: string }[];
  /** What differs from what is here, a sentence each: nothing here is changed by an import. */
  conflicts: string[];
}

/** Throws a sentence where the file is no bundle, or was changed after it was made. */
export async function previewBundle(store: Store, file: string): Promise<BundlePreview> {
  const { manifest, signedBy, document } = await readBundle(file);
  // Two answers may have the same log to the byte, but not at the same moment.
  const here = new Set(store.trust.publicRuns().map((run) => `${run.log_sha256} ${run.started_at}`));
  return {
    runs: document.runs.length,
    known: document.runs.filter(({ logDigest, startedAt }) => here.has(`${logDigest?.sha256} ${startedAt}`)).length,
    createdAt: manifest.createdAt,
    generator: manifest.generator,
    signedBy,
    bots: document.bots.map((bot) => bundledBot(bot, document.runs)),
    categories: document.categories.map(({ title }) => title),
    files: Object.entries(manifest.files).map(([name, { bytes, sha256 }]) => ({ name, bytes, sha256 })),
    conflicts: conflictsOf(store, document),
  };
}

type Document = Awaited<ReturnType<typeof readBundle>>['document'];

function bundledBot({ id, name, modelId }: Document['bots'][number], all: Document['runs']): BundledBot {
  const runs = all.filter((run) => run.botId === id);
  const [first] = runs;
  const tags = runs.flatMap(({ rig }) => (rig && hardwareTag(rig)) ?? []);
  return {
    id,
    name,
    modelId,
    quantization: first?.model?.quantization ?? null,
    runtime: [first?.runtime?.name, first?.runtime?.version].filter(Boolean).join(' ') || null,
    hardware: [...new Set(tags)],
    runs: runs.length,
    scored: runs.filter(({ scores }) => scores.some(({ voidedAt }) => voidedAt === null)).length,
  };
}

function conflictsOf(store: Store, document: Document): string[] {
  const conflicts: string[] = [];
  for (const { name, modelId, server, createdAt } of document.bots) {
    const own = store.bots.findByName(name);
    // By the same rule an import knows a bot again.
    if (own && (own.modelId !== modelId || own.server !== server || own.createdAt !== createdAt))
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
  return conflicts;
}

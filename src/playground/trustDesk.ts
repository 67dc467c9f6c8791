import type { ImportReport } from '../exchange/results/importResults';
import type { Gist } from '../exchange/public/gist';
import type { Submission } from '../exchange/public/submission';
import type { Proof } from '../model/tier';
import type { RunTrust } from '../store/trust';
import type { Bundled } from './bundles';
import type { NewTournament } from '../store/tournaments';
import type { Publishable, PublishSource } from './publishing';
import type { VerifyPort } from './verifying';
import type { BundlePreview } from './bundlePreview';

/** What results rest on, and how they are given away. What is seldom needed is read when it is. */
export class TrustDesk {
  constructor(private readonly source: PublishSource & VerifyPort) {}

  /** What each answer of a bot that counts rests on, of one category or all. */
  answers(botId: number, categoryId?: string): RunTrust[] {
    return this.source.store.trust.counting(botId, categoryId);
  }

  proofOf(botId: number): Proof | null {
    const { store } = this.source;
    return store.board.read(false).rows.find((row) => row.botId === botId)?.proof ?? null;
  }

  /** A queue that runs these results again. Throws a sentence where no server here offers the model of one. */
  async verification(runIds: readonly number[], title: string): Promise<NewTournament> {
    const { planVerifying } = await import('./verifyKind');
    return planVerifying(this.source, runIds, title);
  }

  async publishables(): Promise<Publishable[]> {
    const { publishables } = await import('./publishing');
    return publishables(this.source);
  }

  /** What will be public, exactly. Throws a sentence where it cannot be. */
  async gist(id: string): Promise<Gist> {
    const { gistFor } = await import('./publishing');
    return gistFor(this.source, id);
  }

  /** Returns the address. Throws a sentence where GitHub refuses. */
  async publish(id: string, gist: Gist, wishes: { token: string; isPublic: boolean; api?: string }): Promise<string> {
    const { publish } = await import('./publishing');
    return publish(this.source, id, gist, wishes);
  }

  async methodology(at: string): Promise<string> {
    const { methodology } = await import('../exchange/public/methodology');
    return methodology(this.source.store, at);
  }

  async submissions(handle: string | null): Promise<Submission[]> {
    const { submissions } = await import('../exchange/public/submission');
    return submissions(this.source.store, handle);
  }

  /** Throws a sentence where nothing passes the gate. */
  async bundle(privateKey?: string): Promise<Bundled> {
    const { makeBundle } = await import('./bundles');
    return makeBundle(this.source, privateKey === undefined ? {} : { privateKey });
  }

  /** What is in a bundle, and what importing it would meet here. Throws a sentence where it was tampered with. */
  async look(file: string): Promise<BundlePreview> {
    const { previewBundle } = await import('./bundlePreview');
    return previewBundle(this.source.store, file);
  }

  /** @param bots only these, by their numbers in the bundle; else all */
  async importBundle(file: string, bots?: readonly number[]): Promise<ImportReport> {
    const { importBundle } = await import('./bundles');
    return importBundle(this.source, file, bots);
  }

  /** Imports it; returns the numbers that its runs have here. */
  async runsOfBundle(file: string): Promise<number[]> {
    const { runsOfBundle } = await import('./bundles');
    return runsOfBundle(this.source, file);
  }
}

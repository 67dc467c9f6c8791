import * as vscode from 'vscode';
import type { Edge } from '../../edge/edge';
import type { TrustTarget } from './target';

declare module '../../edge/commands' {
  interface Commands {
    /** What a row rests on and lacks, each with what mends it. */
    'llp.showTrust': (target?: TrustTarget) => Promise<void>;
    'llp.editRig': (server?: string) => Promise<void>;
    /** The new queue's number. */
    'llp.verifyResult': (target?: TrustTarget) => Promise<number | undefined>;
    /** The file that was written. */
    'llp.exportBundle': () => Promise<string | undefined>;
    'llp.importBundle': (file?: string) => Promise<void>;
    /** The gist's address. */
    'llp.publishLogs': () => Promise<string | undefined>;
    'llp.showMethodology': () => Promise<void>;
    'llp.showSubmission': () => Promise<void>;
  }
}

/** What results rest on: told, mended, verified, given away and taken in. */
export function register(edge: Edge): vscode.Disposable {
  const { session } = edge;
  return vscode.Disposable.from(
    edge.commands({
      'llp.showTrust': async (target) => (await import('./missing')).showTrust(await session.playground(), target),
      'llp.editRig': async (server) => (await import('./rigEditor')).editRig(await session.playground(), server),
      'llp.verifyResult': async (target) => (await import('./verify')).verifyResult(await session.playground(), target),
      'llp.exportBundle': async () => (await import('./bundles')).exportBundle(session),
      'llp.importBundle': async (file) => (await import('./bundles')).importBundle(session, file),
      'llp.publishLogs': async () => (await import('./publish')).publishLogs(await session.playground()),
      'llp.showMethodology': async () => (await import('./publish')).showMethodology(await session.playground()),
      'llp.showSubmission': async () => (await import('./publish')).showSubmission(await session.playground()),
    }),
    vscode.window.registerUriHandler({
      handleUri: async (uri) => (await import('./bundles')).openLink(uri),
    }),
  );
}

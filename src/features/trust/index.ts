import * as vscode from 'vscode';
import type { Edge } from '../../edge/edge';
import { later } from '../../edge/later';
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
    /** Makes, takes in, tells or forgets the key that signs bundles. */
    'llp.bundleKey': () => Promise<void>;
    /** The gist's address. */
    'llp.publishLogs': () => Promise<string | undefined>;
    'llp.showMethodology': () => Promise<void>;
    'llp.showSubmission': () => Promise<void>;
  }
}

const ids = [
  'llp.showTrust',
  'llp.editRig',
  'llp.verifyResult',
  'llp.exportBundle',
  'llp.importBundle',
  'llp.bundleKey',
  'llp.publishLogs',
  'llp.showMethodology',
  'llp.showSubmission',
] as const;

/** What results rest on: told, mended, verified, given away and taken in. */
export function register(edge: Edge): vscode.Disposable {
  const { session } = edge;
  return vscode.Disposable.from(
    edge.commands(later(ids, async () => (await import('./handlers')).trustHandlers(session))),
    vscode.window.registerUriHandler({
      handleUri: async (uri) => (await import('./bundles')).openLink(uri),
    }),
    vscode.window.registerCustomEditorProvider('llp.bundle', {
      openCustomDocument: (uri) => ({ uri, dispose: () => undefined }),
      resolveCustomEditor: async ({ uri }, panel) => (await import('./bundleEditor')).showBundle(session, uri, panel),
    }),
  );
}

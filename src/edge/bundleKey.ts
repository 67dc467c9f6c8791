import type { Session } from './session';

const secret = 'llp.bundleKey';

/** The Ed25519 private key (PEM) that bundles are signed with; undefined where the person has none. */
export function bundleKey({ context }: Session): Thenable<string | undefined> {
  return context.secrets.get(secret);
}

/** Keeps it in VS Code’s secret storage, which no file of the folder holds; undefined forgets it. */
export function keepBundleKey({ context: { secrets } }: Session, pem: string | undefined): Thenable<void> {
  return pem === undefined ? secrets.delete(secret) : secrets.store(secret, pem);
}

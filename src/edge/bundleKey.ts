import type { Session } from './session';

const secret = 'llp.bundleKey';

/** The Ed25519 private key (PEM) that bundles are signed with; undefined where the person has none. */
export function bundleKey({ context }: Session): Thenable<string | undefined> {
  return context.secrets.get(secret);
}

/** Keeps it in VS Code’s secret storage, which no file of the folder holds; undefined forgets it. */
export function keepBundleKey({ context }: Session, pem: string | undefined): Thenable<void> {
  return pem === undefined ? context.secrets.delete(secret) : context.secrets.store(secret, pem);
}

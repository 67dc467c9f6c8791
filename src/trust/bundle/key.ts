import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { said, SaidError } from '../../l10n/said';

/** A new Ed25519 private key, in PEM (PKCS #8). */
export function newSigningKey(): string {
  return generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

/** Throws a sentence where the text is no Ed25519 private key in PEM, as another kind would sign what nobody can check. */
export function signingKey(pem: string): KeyObject {
  let key: KeyObject | null = null;
  try {
    key = createPrivateKey(pem);
  } catch {
    // Told below.
  }
  if (key?.asymmetricKeyType !== 'ed25519')
    throw new SaidError(
      said`The key is no Ed25519 private key in PEM without a password; make one with: openssl genpkey -algorithm ed25519`,
    );
  return key;
}

/** What a key is known by: SHA-256 of its public part (SPKI, DER), in hex. Takes a private key's PEM too. */
export function fingerprint(key: KeyObject | string): string {
  const open = typeof key === 'string' || key.type === 'private' ? createPublicKey(key) : key;
  return createHash('sha256')
    .update(open.export({ type: 'spki', format: 'der' }))
    .digest('hex');
}

import { said } from '../../l10n/said';
import { createHash, createPublicKey, sign, verify } from 'node:crypto';
import { fingerprint, signingKey } from './key';
import { BundleError, unzip, zip } from './zip';

const format = 'llp-bundle';
const manifestPath = 'manifest.json';
const signaturePath = 'signature.json';

/** What a bundle says of itself. */
export interface Manifest {
  format: typeof format;
  version: 1;
  /** ISO 8601, UTC. */
  createdAt: string;
  generator: string;
  /** How many runs there are. */
  runs: number;
  /** Of every other file of the bundle. */
  files: Record<string, { bytes: number; sha256: string }>;
}

export interface OpenBundle {
  manifest: Manifest;
  files: Map<string, Buffer>;
  /** SHA-256 of the public key that signed it, in hex; null where nobody has. */
  signedBy: string | null;
}

/** @param privateKey Ed25519 in PEM; without one the bundle is not signed. Throws a sentence where it is another kind. */
export function packBundle(
  files: ReadonlyMap<string, Uint8Array>,
  facts: Pick<Manifest, 'createdAt' | 'generator' | 'runs'>,
  privateKey?: string,
): Buffer {
  const hashed = Object.fromEntries(
    [...files].map(([path, content]) => [path, { bytes: content.length, sha256: sha256(content) }]),
  );
  const manifest = Buffer.from(`${JSON.stringify({ format, version: 1, ...facts, files: hashed }, null, 2)}\n`);
  const all = new Map<string, Uint8Array>([[manifestPath, manifest]]);
  if (privateKey !== undefined) {
    const key = signingKey(privateKey);
    const publicKey = createPublicKey(key).export({ type: 'spki', format: 'pem' });
    const signature = sign(null, manifest, key).toString('base64');
    all.set(signaturePath, Buffer.from(JSON.stringify({ algorithm: 'Ed25519', publicKey, signature })));
  }
  for (const [path, content] of files) all.set(path, content);
  return zip(all);
}

/** Opens a bundle. Throws `BundleError`, with what differs, where it is damaged or was tampered with. */
export function openBundle(archive: Buffer): OpenBundle {
  const files = unzip(archive);
  const text = files.get(manifestPath);
  if (!text) throw new BundleError(said`The file is not a bundle of LLP: it has no manifest.`);
  const manifest = readManifest(text);
  const signedBy = signerOf(files.get(signaturePath), text);
  files.delete(manifestPath);
  files.delete(signaturePath);
  const differs: string[] = [];
  for (const [path, content] of files) {
    const stated = Object.hasOwn(manifest.files, path) ? manifest.files[path] : undefined;
    if (!stated) differs.push(`${path} is not in the manifest`);
    else if (stated.bytes !== content.length || stated.sha256 !== sha256(content)) differs.push(`${path} was changed`);
  }
  for (const path of Object.keys(manifest.files)) if (!files.has(path)) differs.push(`${path} is missing`);
  if (differs.length > 0)
    throw new BundleError(
      said`The bundle was changed after it was made: ${differs.slice(0, 5).join('; ')}${differs.length > 5 ? '; …' : ''}. Nothing was imported.`,
    );
  return { manifest, files, signedBy };
}

function readManifest(text: Buffer): Manifest {
  try {
    const manifest = JSON.parse(text.toString('utf8')) as Partial<Manifest> | null;
    const isOne =
      manifest?.format === format &&
      typeof manifest.createdAt === 'string' &&
      typeof manifest.generator === 'string' &&
      typeof manifest.runs === 'number' &&
      typeof manifest.files === 'object' &&
      manifest.files !== null;
    if (isOne && manifest.version === 1) return manifest as Manifest;
    if (isOne) throw new BundleError(said`The bundle was written by a newer LLP; update LLP to open it.`);
  } catch (error) {
    if (error instanceof BundleError) throw error;
  }
  throw new BundleError(said`The file is not a bundle of LLP: its manifest cannot be read.`);
}

function signerOf(text: Buffer | undefined, manifest: Buffer): string | null {
  if (!text) return null;
  try {
    const { publicKey, signature } = JSON.parse(text.toString('utf8')) as { publicKey: string; signature: string };
    const key = createPublicKey(publicKey);
    if (key.asymmetricKeyType === 'ed25519' && verify(null, manifest, key, Buffer.from(signature, 'base64')))
      return fingerprint(key);
  } catch {
    // Told below.
  }
  throw new BundleError(said`The signature of the bundle does not fit its manifest. Nothing was imported.`);
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

export type Manifest = Record<string, unknown>;
export type Texts = Record<string, string>;

export function readManifest(): Manifest;
export function writeManifest(manifest: Manifest): void;
/** `plain`: the keys that are new, because their text stood in the manifest itself. */
export function withKeys(manifest: Manifest, known: Texts): { manifest: Manifest; texts: Texts; plain: string[] };
/** Only the texts that the manifest refers to; throws when one is missing. */
export function manifestTexts(manifest: Manifest, texts: Texts): Texts;

/** What is written down of a run so that a stranger can run it again; see `commandsOf`. */
export interface RunRecord {
  /** Version of LLP that ran it. */
  llp: string;
  /** Where in the raw log the request stands that was answered: bytes from its beginning, and how many. */
  sent: { offset: number; length: number } | null;
  /** Set where it was put before the first message to defeat the server's prompt cache. */
  nonce?: string;
  /** Version of the suite, as its file states it. */
  suiteVersion?: number;
  /** False where the answer came in one piece. */
  stream?: boolean;
  /** The model's file, where it is on this machine. */
  file?: ModelFile;
  /** How the server says that the model was loaded, in its own words: e.g. `n_ctx`, `flash_attention`. */
  load?: Record<string, string | number | boolean>;
}

/** A model's file. */
export interface ModelFile {
  bytes: number;
  /** In hex. */
  sha256: string;
  /** Of a GGUF file. */
  header?: GgufHeader;
}

/** What a GGUF file says of itself; of long texts their SHA-256 (`sha256:…`), lists are left out. */
export interface GgufHeader {
  version: number;
  tensors: number;
  facts: Record<string, string | number | boolean>;
}

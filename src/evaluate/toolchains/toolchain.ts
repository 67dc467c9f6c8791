import { SaidError } from '../../l10n/said';
import type { Language } from '../model';
import type { Mount } from '../sandbox/job';

/** A language's compiler or interpreter on this machine, as a sandbox shows it. */
export interface Toolchain {
  language: Language | 'c' | 'c++' | 'bash';
  /** e.g. `go1.26.8`. */
  version: string;
  /** Folders and files to show, all below /opt/llp. */
  mounts: Mount[];
  /** Shown where an image brings the toolchain, too. */
  caches: Mount[];
  environment: Record<string, string>;
}

/** The language's tools are missing or too old. The message says how to install them. */
export class NoToolchain extends SaidError {}

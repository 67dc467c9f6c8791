import type { BuildOptions } from 'esbuild';

export type Programs = BuildOptions & { entryPoints: Record<string, string>; outdir: string };

/** Options for esbuild that bundle programs in parts; `onBuilt` gets the bytes of each program's file. */
export function inParts(options: Programs, onBuilt?: (programs: Record<string, number>) => void): BuildOptions;

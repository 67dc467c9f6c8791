/** The machine that a model ran on. Each fact is null, or the list empty, where it could not be read. */
export interface Rig {
  /** As the system names the processor, e.g. `AMD Ryzen 9 7950X 16-Core Processor`. */
  cpu: string | null;
  /** Hardware threads. */
  threads: number | null;
  /** Main memory; of the graphics cards too where they share it. */
  memoryBytes: number | null;
  gpus: Gpu[];
  /** Operating system, its version and the processor's kind, e.g. `Linux 6.8.0 (x64)`. */
  system: string | null;
}

export interface Gpu {
  name: string;
  memoryBytes: number | null;
  driver: string | null;
}

/** A rig in one line: its graphics cards, or else its processor, and the main memory. */
export function rigLine({ cpu, memoryBytes, gpus }: Rig): string {
  const cards = gpus.map(({ name, memoryBytes: own }) => (own === null ? name : `${name} ${gibibytes(own)}`));
  const parts = [
    ...(cards.length === 0 ? [cpu] : cards),
    memoryBytes === null ? null : `${gibibytes(memoryBytes)} RAM`,
  ];
  return parts.filter((part) => part !== null).join(', ');
}

/** E.g. `24 GiB`, as makers of memory count. */
export function gibibytes(bytes: number): string {
  return `${Math.round((bytes / 2 ** 30) * 10) / 10} GiB`;
}

/** The same of what may be small: `312 MiB` below one GiB. */
export function memoryText(bytes: number): string {
  return bytes < 2 ** 30 ? `${Math.round(bytes / 2 ** 20)} MiB` : gibibytes(bytes);
}

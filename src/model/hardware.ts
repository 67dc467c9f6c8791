import type { Gpu, Rig } from './rig';

const vendors =
  /\b(?:nvidia|geforce|amd|radeon|intel|corporation|corp|inc|laptop gpu|graphics|processor|cpu|with|\d+-core|\(r\)|\(tm\)|\(c\))\b|\((?:r|tm|c)\)|@.*$/gi;

/**
 * A short name of a machine by which results are told apart, e.g. `rtx-3080-10gb`, `2x-rtx-3090-24gb`, or without a
 * graphics card `ryzen-9-7950x-64gb`. Null where neither is known. Memory in whole GiB.
 */
export function hardwareTag({ cpu, memoryBytes, gpus }: Rig): string | null {
  if (gpus.length > 0) {
    const counts = new Map<string, number>();
    for (const gpu of gpus) counts.set(ofGpu(gpu), (counts.get(ofGpu(gpu)) ?? 0) + 1);
    return [...counts].map(([tag, count]) => (count > 1 ? `${count}x-${tag}` : tag)).join('-and-') || null;
  }
  const name = slug(cpu ?? '');
  return name === '' ? null : `${name}${size(memoryBytes)}`;
}

function ofGpu({ name, memoryBytes }: Gpu): string {
  return `${slug(name) || 'gpu'}${size(memoryBytes)}`;
}

function size(bytes: number | null): string {
  return bytes === null ? '' : `-${Math.round(bytes / 2 ** 30)}gb`;
}

function slug(name: string): string {
  return name
    .replace(vendors, ' ')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
}

import { readdir, readFile } from 'node:fs/promises';

const pageBytes = 4096;

/** Resident memory of a process and all below it, in bytes; 0 where /proc tells nothing. */
export async function treeMemory(root: number): Promise<number> {
  const entries = await readdir('/proc').catch(() => [] as string[]);
  const parents = new Map<number, { parent: number; bytes: number }>();
  await Promise.all(
    entries
      .filter((name) => /^\d+$/.test(name))
      .map(async (name) => {
        const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '');
        // The command's name stands in brackets and may hold anything, brackets too.
        const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
        if (fields.length > 21)
          parents.set(Number(name), { parent: Number(fields[1]), bytes: Number(fields[21]) * pageBytes });
      }),
  );
  let sum = 0;
  for (const [id, { bytes }] of parents) if (isBelow(id, root, parents)) sum += bytes;
  return sum;
}

function isBelow(id: number, root: number, parents: Map<number, { parent: number }>): boolean {
  for (let at: number | undefined = id, steps = 0; at !== undefined && steps < 256; steps++) {
    if (at === root) return true;
    at = parents.get(at)?.parent;
  }
  return false;
}

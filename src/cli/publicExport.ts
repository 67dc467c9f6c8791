import { dirname, join, resolve } from 'node:path';
import type { Playground } from '../playground';
import { publicFiles, type PublicFile, type PublicFormat } from '../playground/publicExport';
import { writeBundle } from './bundle';
import { complain, printJson, withPlayground, write, type CommonOptions } from './context';
import { writeOutput } from './output';

/** Writes what the trust gate lets through in a format that others read; several evaluations go into a folder. */
export async function exportPublic(
  format: PublicFormat | 'bundle',
  options: CommonOptions & { output: string; sign?: string },
): Promise<void> {
  if (format === 'bundle') return writeBundle(options);
  await withPlayground(
    options,
    async (playground) => {
      await playground.logs.check();
      const files = publicFiles(playground, format, new Date().toISOString());
      if (options.output === '-') return files.forEach(({ text }) => write(text));
      const written = await writeAll(playground, files, resolve(options.output));
      if (options.json) printJson({ format, files: written });
      else complain(`Exported to ${written.join(', ')}.`);
    },
    { reading: true },
  );
}

async function writeAll(playground: Playground, files: readonly PublicFile[], target: string): Promise<string[]> {
  const [only, ...others] = files.filter(({ beside }) => !beside);
  const asFile = others.length === 0 && /\.[a-z]+$/i.test(target);
  const written: string[] = [];
  for (const file of files) {
    const path = asFile ? (file === only ? target : join(dirname(target), file.name)) : join(target, file.name);
    await writeOutput(playground, path, file.text, { makeFolder: true });
    written.push(path);
  }
  return written;
}

import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { publicFiles, type PublicFormat } from '../playground/publicExport';
import { writeBundle } from './bundle';
import { complain, printJson, withPlayground, write, type CommonOptions } from './context';

/** Writes what the trust gate lets through in a format that others read; several evaluations go into a folder. */
export async function exportPublic(
  format: PublicFormat | 'bundle',
  options: CommonOptions & { output: string; sign?: string },
): Promise<void> {
  if (format === 'bundle') return writeBundle(options);
  const files = await withPlayground(
    options,
    async (playground) => {
      await playground.logs.check();
      return publicFiles(playground, format, new Date().toISOString());
    },
    { reading: true },
  );
  if (options.output === '-') return files.forEach(({ text }) => write(text));
  const target = resolve(options.output);
  const [only, ...others] = files.filter(({ beside }) => !beside);
  const asFile = others.length === 0 && /\.[a-z]+$/i.test(target);
  const written: string[] = [];
  for (const file of files) {
    const path = asFile ? (file === only ? target : join(dirname(target), file.name)) : join(target, file.name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, file.text);
    written.push(path);
  }
  if (options.json) printJson({ format, files: written });
  else complain(`Exported to ${written.join(', ')}.`);
}

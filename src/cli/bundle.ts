import { counted } from './counted';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { importSummary } from '../exchange/results/summary';
import { importBundle, makeBundle, readBundle } from '../playground/bundles';
import { CommandFailed, complain, print, printJson, withPlayground, type CommonOptions } from './context';
import { writeOutput } from './output';
import { visible } from './textTable';

export interface BundleOptions extends CommonOptions {
  output: string;
  sign?: string;
}

/** Writes all that the trust gate lets through into one file. */
export async function writeBundle(options: BundleOptions): Promise<void> {
  await withPlayground(options, async (playground) => {
    await playground.logs.check(true);
    const privateKey = options.sign === undefined ? {} : { privateKey: await readKey(options.sign) };
    const { bytes, runs, left } = await makeBundle(playground, privateKey);
    const { file } = await writeOutput(playground, options.output, bytes);
    for (const { run, why } of left) complain(`Run ${run} stays out: ${why}.`);
    if (options.json) printJson({ file, runs, bytes: bytes.length, left });
    else complain(`${runs} runs are in ${file}.`);
  });
}

async function readKey(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new CommandFailed(`The key ${file} cannot be read (${error.code ?? 'unknown reason'}); nothing was written.`);
  });
}

/** Shows what is in a bundle (`--look`), or imports it. */
export async function readBundleFile(file: string, options: CommonOptions & { look?: boolean }): Promise<void> {
  if (options.look) {
    const { manifest, signedBy, document } = await readBundle(resolve(file));
    const bots = document.bots.map(({ name, modelId }) => ({ name, modelId }));
    if (options.json) printJson({ ...manifest, signedBy, bots });
    else
      print(
        [
          `${counted(manifest.runs, 'run')}, made ${manifest.createdAt} by ${visible(manifest.generator)}.`,
          signedBy === null ? 'Nobody has signed it.' : `Signed by the key ${signedBy}.`,
          ...bots.map(({ name, modelId }) => visible(`${name} (${modelId})`)),
        ].join('\n'),
      );
    return;
  }
  await withPlayground(options, async (playground) => {
    const report = await importBundle(playground, resolve(file));
    if (options.json) printJson(report);
    else for (const sentence of importSummary(report)) print(visible(sentence));
  });
}

/** `llp import FILE.llpb`. */
export async function importFile(file: string | undefined, options: CommonOptions & { look?: boolean }): Promise<void> {
  if (file === undefined || !file.endsWith('.llpb'))
    throw new CommandFailed('Say what to import: a bundle (FILE.llpb), or one of playground, livebench, suite.');
  await readBundleFile(file, options);
}

import { join } from 'node:path';
import { Playground } from '../playground';
import { answerSettings } from './answerSettings';
import { interruptSignal } from './interrupt';
import { databaseOf, folderSettings, serversOf, workspaceOf, type CommonOptions } from './settings';
import { complain } from './terminal';
import { liveBenchPlaces, type LiveBenchPlaceOptions } from './liveBenchPlaces';
import { Trust } from './trust';

export { CommandFailed } from './failure';
export { databaseOf, serversOf, workspaceOf, type CommonOptions } from './settings';
export { complain, print, printJson, write } from './terminal';

/** Suites that come with LLP: beside the bundle in an installed extension, and in the project. */
export const bundledSuites = join(__dirname, '..', 'suites');

/**
 * Opens the workspace's playground, and closes it when the work is done. Where nothing will be changed (`reading`), it
 * is opened whatever keeps it from being written; else it is also backed up once a day.
 */
export async function withPlayground<T>(
  options: CommonOptions,
  work: (playground: Playground) => Promise<T>,
  { reading = false } = {},
): Promise<T> {
  const servers = await serversOf(options);
  const databaseFile = await databaseOf(options);
  const trust = new Trust(options);
  const playground = await Playground.open({
    workspace: workspaceOf(options),
    databaseFile,
    reading,
    onNotice: complain,
    bundledSuites,
    servers,
    ...answerSettings(await folderSettings(options)),
    apiKey: (url) => trust.apiKey(url),
    confirmServer: (url) => trust.mayHavePrompts(url),
    liveBenchPlaces: () => liveBenchPlaces(options as LiveBenchPlaceOptions),
  });
  try {
    if (await playground.isUnexpectedlyEmpty())
      complain(
        'The database is empty, though results had been stored in it: llp restore puts the latest backup in place.',
      );
    if (!reading) await trust.rememberOption();
    const result = await work(playground);
    if (!reading) {
      await untilChecked(playground);
      await backUp(playground);
    }
    return result;
  } finally {
    playground.close();
  }
}

/** Points that checks prove are given before the process ends, which would end the thread that checks; Ctrl+C waits no longer. */
async function untilChecked({ checking }: Playground): Promise<void> {
  const stopped = new Promise<void>((resolve) => interruptSignal().addEventListener('abort', () => resolve()));
  await Promise.race([checking.settled(), stopped]);
}

/** What was asked for is done by then: a backup that failed is said, and no failure of the command. */
async function backUp(playground: Playground): Promise<void> {
  try {
    await playground.backUpIfDue();
  } catch (error) {
    complain(`The database could not be backed up. ${error instanceof Error ? error.message : String(error)}`);
  }
}

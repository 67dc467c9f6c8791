import { summary, timed } from '../lib/stats.mjs';

/**
 * What a search costs the extension host's own thread: putting bot, date and points beside what the worker found.
 * @param {{Playground: typeof import('../../src/playground').Playground, rowsOf: typeof import('../../src/features/search/rows').rowsOf}} core
 * @param {string} workspace
 * @param {string} databaseFile
 * @param {string[]} queries
 */
export async function measureRows({ Playground, rowsOf }, workspace, databaseFile, queries) {
  const playground = await Playground.open({
    workspace,
    databaseFile,
    bundledSuites: `${workspace}/suites`,
    servers: [],
    searchWorker: '',
  });
  for (const limit of [25, 100]) {
    const times = queries.map((query) => {
      const hits = playground.search(query, { limit });
      return timed(() => rowsOf(playground, hits))[0];
    });
    console.log(`the extension host's thread, ${limit} results in one go: ${summary(times)}`);
  }
  playground.close();
}

// The practice server (a stand-in for LM Studio), and the question whether a real one is there.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ensureNode24 } from './node24.mjs';
import { root } from './paths.mjs';
import { freePort, serve, stopTree } from './process.mjs';

/**
 * Asks within a second who listens there. LM Studio answers 200 to any route, so only the body's shape counts.
 * @param {string} url e.g. http://127.0.0.1:1234
 * @returns {Promise<'lmstudio' | 'other' | 'nothing'>}
 */
export async function askLmStudio(url) {
  let answered = false;
  for (const route of ['/lmstudio-greeting', '/api/v0/models']) {
    try {
      const response = await fetch(new URL(route, url), { signal: AbortSignal.timeout(1000) });
      answered = true;
      const body = await response.json();
      if (body?.lmstudio === true || Array.isArray(body?.data)) return 'lmstudio';
    } catch (error) {
      // Refused: nothing is there. Anything else came from something that is not LM Studio.
      const code = /** @type {{cause?: {code?: string}}} */ (error)?.cause?.code;
      if (code !== 'ECONNREFUSED' && code !== 'EHOSTUNREACH' && code !== 'ENOTFOUND') answered = true;
    }
  }
  return answered ? 'other' : 'nothing';
}

/**
 * Starts `llp practice` and waits until it answers.
 * @param {{port?: number, args?: string[]}} [options] `port` 0 (the default) takes a free one
 */
export async function startPractice({ port: wanted = 0, args = [] } = {}) {
  const port = wanted || (await freePort());
  const cli = join(root, 'dist', 'cli.js');
  if (!existsSync(cli)) throw new Error('dist/cli.js is missing: run  npm run build  first.');
  const { child, output } = serve(await ensureNode24(), [cli, 'practice', '--port', String(port), ...args]);
  const url = `http://127.0.0.1:${port}`;
  const stop = () => stopTree(child);
  for (const deadline = Date.now() + 20_000; (await askLmStudio(url)) !== 'lmstudio';) {
    if (child.exitCode !== null || Date.now() > deadline) {
      await stop();
      throw new Error(`The practice server did not come up on ${url}:\n${output()}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
  return { url, port, output, stop };
}

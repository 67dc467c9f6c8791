import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout's top folder. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
/** Where VS Code for the tests is installed. */
export const hostDir = join(root, 'test', 'host');
/** Where Node 24 is installed when this machine's Node is older. */
export const nodeDir = join(hostDir, 'node24');
/** Results of each test run, as JSON. */
export const resultsDir = join(root, 'test-results');

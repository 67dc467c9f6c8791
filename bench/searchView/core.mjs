// What the benchmark uses of the project; bundled before it runs.
export { Playground } from '../../src/playground';
export { Store } from '../../src/store';
export { rowsOf } from '../../src/features/search/rows';

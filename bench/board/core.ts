// What the benchmark uses of the project; bundled before it runs.
export { BoardStore } from '../../src/store/board';
export { Store } from '../../src/store';
export { recomputePrompts } from '../../src/store/standing';
export { loadSuites } from '../../src/suites/load';

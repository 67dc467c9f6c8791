// What the benchmarks of requests use of the project; bundled before they run.
export { Playground } from '../../src/playground';

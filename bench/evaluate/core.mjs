// What the benchmark of evaluating uses of the project; bundled before it runs.
export { evaluate } from '../../src/evaluate/evaluate';
export { chooseSandbox } from '../../src/evaluate/sandbox/choose';
export { shelfSheet } from '../../src/evaluate/sheet/points';
export { toolchainFor } from '../../src/evaluate/toolchains/prepare';
export { cacheFolder } from '../../src/playground/evaluator';
export { readSubmission } from '../../src/playground/submission';

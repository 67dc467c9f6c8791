// What the benchmark uses of the project; bundled before it runs.
export { Store } from '../../src/store';
export { find } from '../../src/store/search/find';
export { parseQuery } from '../../src/store/search/query';
export { ReadOnlyDatabase } from '../../src/store/search/reader';
export { SearchService } from '../../src/store/search/service';

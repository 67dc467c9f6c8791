export { ArenaDesk } from '../../src/features/arena/desk';
export { Arena } from '../../src/playground/arena';
export { Store } from '../../src/store';

export { Store } from '../../src/store';
export { runInWorker } from '../../src/exchange/worker/runInWorker';
export { fillStore } from './fill';

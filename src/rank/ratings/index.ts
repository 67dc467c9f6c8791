export { bootstrapByPrompt } from './bootstrap';
export { rateVotes } from './rate';
export { rateWithStyle } from './style';

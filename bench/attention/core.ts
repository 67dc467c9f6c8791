export { cohenKappa } from '../../src/rank/agreement';
export { seededRandom, randomNormal, randomIndex } from '../../src/rank/random';
export { decide } from '../../src/verdict/decide';
export { nextQuestion } from '../../src/verdict/next';

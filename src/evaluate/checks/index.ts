/** The engine of the checks with all that it needs: megabytes, so behind an `import()` where activation would wait for it. */
import { eld } from 'eld/small';
import { syntaxMistake } from './syntax';
import { useTools } from './tools';

useTools({
  syntaxMistake,
  detectLanguage: (text) => {
    const found = eld.detect(text);
    return { language: found.language, scores: found.getScores(), reliable: found.isReliable() };
  },
});

export { checkAnswer, type Checked, type CheckPorts } from './evaluate';
export { parseCheck } from './line';
export { CheckMistake } from './mistake';

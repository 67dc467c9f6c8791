import { expect, it } from 'vitest';
import { agreementTexts } from '../../../src/ui/judges/agreementTexts';
import { judgeStrings } from '../../../src/ui/judges/strings';

it('says what is not known of a judge without a unit behind it', () => {
  const nothing = { kappa: null, alpha: null, bias: null, lengthBias: null, familyBias: null, positionBias: null };
  const bias = { estimate: 4.2, low: 1, high: 7.44 };
  const texts = (measures: object) =>
    agreementTexts({ judge: 'j', answers: 3, checked: false, ...nothing, ...measures }, judgeStrings);
  expect(texts({}).figures).toContain('bias (% of the points): not known');
  expect(texts({ bias }).figures).toContain('bias (% of the points): 4.2 (1.0 to 7.4)');
});

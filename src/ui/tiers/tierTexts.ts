import { missingFacts, type MissingFact, type Proof, type Tier } from '../../model/tier';
import { fill } from '../strings';
import { number } from '../format';
import type { TierStrings } from './strings';

/** The name of a tier, and what it means. */
export function tierTexts(tier: Tier, strings: TierStrings): [name: string, hint: string] {
  switch (tier) {
    case 'operator':
      return [strings.tierOperator, strings.tierOperatorHint];
    case 'verified':
      return [strings.tierVerified, strings.tierVerifiedHint];
    case 'independent':
      return [strings.tierIndependent, strings.tierIndependentHint];
    case 'incomplete':
      return [strings.tierIncomplete, strings.tierIncompleteHint];
  }
}

export function missingFactText(fact: MissingFact, strings: TierStrings): string {
  const texts: Record<MissingFact, string> = {
    origin: strings.missingOrigin,
    answer: strings.missingAnswer,
    log: strings.missingLog,
    runner: strings.missingRunner,
    command: strings.missingCommand,
    quantization: strings.missingQuantization,
    runtime: strings.missingRuntime,
    hardware: strings.missingHardware,
    rig: strings.missingRig,
  };
  return texts[fact];
}

/** What is missing of a bot's answers, a line each, the first to be mended first. */
export function missingLines(proof: Proof, strings: TierStrings): string[] {
  return missingFacts.flatMap((fact) => {
    const answers = proof.missing[fact] ?? 0;
    return answers === 0 ? [] : [fill(strings.missingOf, missingFactText(fact, strings), number(answers))];
  });
}

/**
 * How well a result is proven, best known first. `operator`: it was run here, on a stated rig. `verified`: it was run
 * again and came within ±2 percentage points. `independent`: someone else's, with its log and command, not run again
 * yet. `incomplete`: something of that is missing; it is never published. After the tiers of runlocalai's trust gate.
 */
export const tiers = ['operator', 'verified', 'independent', 'incomplete'] as const;
export type Tier = (typeof tiers)[number];

/** What a result can lack, in the order in which it is told; `run_trust` in the database finds them. */
export const missingFacts = [
  'origin',
  'answer',
  'log',
  'runner',
  'command',
  'quantization',
  'runtime',
  'hardware',
  'rig',
] as const;
export type MissingFact = (typeof missingFacts)[number];

/** What is missing and what mends it, in a sentence each. */
export const missingText: Record<MissingFact, string> = {
  origin: 'It was not measured: practice, pasted and published results cannot be checked. Run the prompt here.',
  answer: 'The answer is not complete. Run the prompt again.',
  log: 'The raw log is gone, or is not as it was when the run ended. Run the prompt again.',
  runner: 'It is not known which version of LLP ran it. Run the prompt again.',
  command: 'What was sent is not stored whole, so that no command can repeat it. Run the prompt again.',
  quantization: 'The server does not state the quantization. State it: llp rig --model ID --quantization Q4_K_M.',
  runtime: 'The server does not state its runtime and version. State them: llp rig --runtime "llama.cpp b6123".',
  hardware: 'The machine is not known. State it: llp rig --gpu "RTX 3080" --vram 10.',
  rig: 'Of the machine the processor, memory or system is not known. State them: llp rig --cpu NAME --ram 32 --os NAME.',
};

/** Of how many answers each is true; `missing` counts answers by what they lack. */
export interface Proof {
  tiers: Record<Tier, number>;
  missing: Partial<Record<MissingFact, number>>;
  /** The tier of what was answered in each category. */
  cells?: Record<string, Tier>;
  /** Short names of the machines that gave the answers. */
  hardware?: string[];
}

/** The tier of results taken together: never better than the least of them. */
export function tierOfAll({ tiers: counts }: Pick<Proof, 'tiers'>): Tier {
  if (counts.incomplete > 0) return 'incomplete';
  if (counts.independent > 0) return 'independent';
  if (counts.operator > 0) return 'operator';
  return counts.verified > 0 ? 'verified' : 'incomplete';
}

/** What is known of a bot without answers. */
export const noProof: Proof = { tiers: { operator: 0, verified: 0, independent: 0, incomplete: 0 }, missing: {} };

/** How far a re-run may be off and still agree: percentage points of what can be had. */
export const agreementPoints = 2;

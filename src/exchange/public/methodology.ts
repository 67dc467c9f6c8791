import { agreementPoints, missingFacts, missingText, tiers } from '../../model/tier';
import type { Store } from '../../store';
import { citation } from './citation';

const tierText = {
  operator: 'It was run here, on a stated machine, with its raw log and the command that repeats it.',
  verified: `It was run again, and came within ±${agreementPoints} percentage points.`,
  independent: 'Someone else’s, with its log and command; not run again here yet.',
  incomplete: 'Something is missing. It is never published.',
};

/** How this board measures, from what it really does: its tiers, gate, benchmarks and their editions. Markdown. */
export function methodology(store: Store, at: string): string {
  const editions = store.trust.editions();
  const facts = missingFacts.map((fact) => `- **${fact}**: ${missingText[fact]}`);
  return [
    '# How these benchmarks are run',
    '',
    '## Trust tiers',
    '',
    ...tiers.map((tier) => `- **${tier}**: ${tierText[tier]}`),
    '',
    '## The gate',
    '',
    'A result is published if and only if it lacks none of these; a view of the database (`public_run`) decides it for every output:',
    '',
    ...facts,
    '',
    '## Rules',
    '',
    '- Greedy: temperature 0 and one sample, the suite’s own system prompt. What was run otherwise is a variant and stands apart; there is no best-of-N.',
    '- One row for each (model, benchmark, quantization, runtime, hardware): the latest result replaces the one before, never the best. The history keeps all, with `tested_at`.',
    '- A benchmark counts as a whole: with one prompt unscored it has no row.',
    '- A changed prompt, check or rule of scoring gives the benchmark another slug.',
    '- Points count in this order: a person’s, a program’s, an accepted proposal’s, item by item.',
    '- Published and vendor figures never mix with measured ones.',
    '',
    '## Benchmarks',
    '',
    '| slug | benchmark | prompts | first seen | now |',
    '| --- | --- | --- | --- | --- |',
    ...editions.map(
      ({ slug, title, prompts, seenAt, current }) =>
        `| ${slug} | ${title.replace(/[|\n]/g, ' ')} | ${prompts} | ${seenAt.slice(0, 10)} | ${current ? 'in use' : 'replaced'} |`,
    ),
    '',
    '## Citation',
    '',
    citation(at),
    '',
  ].join('\n');
}

import type { ImportReport } from './importResults';

const mostNames = 5;

/** What an import did, in sentences for a person. */
export function importSummary(report: ImportReport): string[] {
  const sentences = [
    `Imported ${number(report.runsAdded, 'run')} and ${number(report.scoresAdded, 'score')} of ${number(report.botsAdded, 'new bot')}.`,
  ];
  if (report.runsKnown > 0)
    sentences.push(`${number(report.runsKnown, 'run')} ${were(report.runsKnown)} here already.`);
  if (report.renamed.length > 0) {
    const names = report.renamed.slice(0, mostNames).map(({ from, to }) => `“${from}” is “${to}”`);
    const more = report.renamed.length - names.length;
    sentences.push(`As their names were taken: ${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}.`);
  }
  if (report.withoutSuite.length > 0)
    sentences.push(
      `Results in ${report.withoutSuite.join(', ')} are kept, and shown on the board once their suite files are in suites/.`,
    );
  return sentences;
}

function number(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}

function were(count: number): string {
  return count === 1 ? 'was' : 'were';
}

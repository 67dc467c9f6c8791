import type { Evaluation } from '../model';

/** One suite an answer, one case an item with its points, and one a hidden case that failed. */
export function junitXml(evaluations: readonly Evaluation[]): string {
  const suites = evaluations.map((evaluation) => suiteXml(evaluation));
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="llp evaluate">\n${suites.join('\n')}\n</testsuites>\n`;
}

function suiteXml(evaluation: Evaluation): string {
  const { bot, prompt, items, cases } = evaluation;
  const name = escaped(`${prompt}.${bot}`);
  const rows = Object.entries(items).map(([id, { points, max, evidence }]) => {
    const open = `    <testcase classname="${name}" name="${escaped(id)}"`;
    if (points === null) return `${open}><skipped message="${escaped(evidence)}"/></testcase>`;
    if (points < max)
      return `${open}><failure message="${points} of ${max} points">${escaped(evidence)}</failure></testcase>`;
    return `${open}/>`;
  });
  for (const { id, input, expected, actual } of cases.failed) {
    const told = escaped(`input: ${input}\nexpected: ${expected}\nactual: ${actual}`);
    rows.push(
      `    <testcase classname="${name}.cases" name="${escaped(id)}"><failure message="wrong result">${told}</failure></testcase>`,
    );
  }
  const failures = rows.filter((row) => row.includes('<failure')).length;
  const skipped = rows.filter((row) => row.includes('<skipped')).length;
  const points = evaluation.points === null ? 'unscored' : `${evaluation.points} of ${evaluation.max}`;
  return [
    `  <testsuite name="${name}" tests="${rows.length}" failures="${failures}" errors="0" skipped="${skipped}">`,
    `    <properties><property name="points" value="${points}"/><property name="cases" value="${cases.passed} of ${cases.total}"/></properties>`,
    ...rows,
    '  </testsuite>',
  ].join('\n');
}

/** For XML 1.0: what it cannot hold at all becomes U+FFFD. */
function escaped(text: string): string {
  return text
    .replace(
      /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
      '\ufffd',
    )
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '&#10;')
    .replaceAll('\r', '&#13;');
}

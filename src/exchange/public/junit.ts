import type { Store } from '../../store';

interface Case {
  bot: string;
  category: string;
  prompt_id: string;
  title: string;
  points: number | null;
  max: number | null;
  settled: number | null;
  total: number | null;
  seconds: number | null;
  status: string;
  error: string | null;
}

/**
 * The latest answers of the bots as JUnit XML: a suite a bot and category, a case a prompt. A case passes that reached
 * at least `pass` percent of its points; what nobody has settled is skipped.
 */
export function junit(store: Store, pass = 50): string {
  const cases = store.database.all<Case>(
    `SELECT bot.name AS bot, category.title AS category, run.prompt_id, prompt.title, score.points, score.max,
       score.settled, prompt.points AS total, run.stats ->> 'totalSeconds' AS seconds, run.status, run.error
     FROM run JOIN bot ON bot.id = run.bot_id AND bot.deleted_at IS NULL AND bot.practice = 0
     JOIN category ON category.id = run.category_id AND category.current = 1
     JOIN prompt ON prompt.category_id = run.category_id AND prompt.id = run.prompt_id AND prompt.hash = run.prompt_hash
       AND prompt.current = 1
     LEFT JOIN run_score AS score ON score.run_id = run.id
     WHERE run.status <> 'running' AND NOT EXISTS (SELECT 1 FROM run AS later WHERE later.bot_id = run.bot_id
       AND later.category_id = run.category_id AND later.prompt_id = run.prompt_id AND later.id > run.id
       AND later.status <> 'running')
     ORDER BY bot.name, category.position, prompt.position`,
  );
  const suites = Map.groupBy(cases, ({ bot, category }) => `${bot} · ${category}`);
  const parts = [...suites].map(([name, own]) => suiteOf(name, own, pass));
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="Local LLM Playground">\n${parts.join('')}</testsuites>\n`;
}

function suiteOf(name: string, cases: Case[], pass: number): string {
  const kinds = cases.map((one) => kindOf(one, pass));
  const count = (kind: string): number => kinds.filter((one) => one === kind).length;
  const lines = cases.map((one, index) => {
    const time = one.seconds === null ? '' : ` time="${one.seconds.toFixed(3)}"`;
    const head = `    <testcase classname="${xml(name)}" name="${xml(`${one.prompt_id}: ${one.title}`)}"${time}`;
    const kind = kinds[index];
    const points = `${one.points ?? 0} of ${one.max ?? one.total ?? 0} points`;
    if (kind === 'passed') return `${head}/>\n`;
    if (kind === 'skipped') return `${head}><skipped message="not scored yet"/></testcase>\n`;
    if (kind === 'error') return `${head}><error message="${xml(one.error ?? one.status)}"/></testcase>\n`;
    return `${head}><failure message="${xml(points)}"/></testcase>\n`;
  });
  return (
    `  <testsuite name="${xml(name)}" tests="${cases.length}" failures="${count('failure')}" ` +
    `errors="${count('error')}" skipped="${count('skipped')}">\n${lines.join('')}  </testsuite>\n`
  );
}

function kindOf({ status, points, max, settled }: Case, pass: number): 'passed' | 'failure' | 'skipped' | 'error' {
  if (status !== 'complete') return 'error';
  if (points === null || max === null || settled === null || settled < max) return 'skipped';
  return points * 100 >= max * pass ? 'passed' : 'failure';
}

/** Characters that XML 1.0 does not have are left out. */
function xml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replace(/[\t\n\r]/g, ' ');
}

import type { VNode } from 'preact';
import type { ReportData } from '../../exchange/export/reportData';

const sections = [
  ['board', 'Board'],
  ['plot', 'Quality and speed'],
  ['bars', 'Bars'],
  ['answers', 'Answers'],
  ['search', 'Search'],
  ['sql', 'SQL'],
] as const;

export function Header({ data }: { data: ReportData }): VNode {
  const bots = data.boards.reduce((sum, board) => sum + board.rows.length, 0);
  const day = new Date(data.exportedAt).toLocaleDateString(undefined, { dateStyle: 'long' });
  return (
    <header>
      <h1>Leaderboard</h1>
      <p class="dim">
        {data.scope === 'everything' ? 'Everything' : 'What was shown'} on {day}: {count(bots, 'bot')},{' '}
        {count(data.boards[0]?.categories.length ?? 0, 'category', 'categories')}, {count(data.runs, 'run')}.
      </p>
      <nav aria-label="Parts of this report">
        {sections.map(([id, title]) => (
          <a key={id} href={`#${id}`}>
            {title}
          </a>
        ))}
      </nav>
    </header>
  );
}

export function count(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString('en')} ${number === 1 ? one : many}`;
}

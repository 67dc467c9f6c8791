import type { VNode } from 'preact';
import type { ReportData } from '../../exchange/export/reportData';
import { fill } from '../../l10n/strings';
import { useWords } from './words';

/** Each is the id of a part and the name of its title. */
const sections = ['board', 'plot', 'bars', 'answers', 'search', 'sql'] as const;

export function Header({ data }: { data: ReportData }): VNode {
  const { strings, formats } = useWords();
  const bots = data.boards.reduce((sum, board) => sum + board.rows.length, 0);
  return (
    <header>
      <h1>{strings.title}</h1>
      <p class="dim">
        {fill(
          data.scope === 'everything' ? strings.everything : strings.whatWasShown,
          formats.longDay(data.exportedAt),
          formats.counted(bots, strings.oneBot, strings.bots),
          formats.counted(data.boards[0]?.categories.length ?? 0, strings.oneCategory, strings.categories),
          formats.counted(data.runs, strings.oneRun, strings.runs),
        )}
      </p>
      <nav aria-label={strings.parts}>
        {sections.map((id) => (
          <a key={id} href={`#${id}`}>
            {strings[id]}
          </a>
        ))}
      </nav>
    </header>
  );
}

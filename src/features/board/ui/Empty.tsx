import type { VNode } from 'preact';
import type { Board } from '../../../model/board';
import { Button } from '../../../ui/toolkit';
import { Icon } from '../../../ui/Icon';
import type { BoardCommand, BoardsPresent } from '../protocol';
import type { LeaderboardStrings } from '../strings';

interface EmptyProps {
  strings: LeaderboardStrings;
  board: Board;
  present: BoardsPresent;
  execute: (command: BoardCommand) => void;
  showPractice: (practice: boolean) => void;
}

/** Nothing has been run yet: what to do next. */
export function Empty({ strings, board, present, execute, showPractice }: EmptyProps): VNode {
  const other = board.practice ? present.real : present.practice;
  const title = !other ? strings.noResults : board.practice ? strings.noPracticeResults : strings.noRealResults;
  return (
    <div class="empty">
      <Icon name="list-ordered" />
      <h2>{title}</h2>
      <p>{strings.noResultsHint}</p>
      <div class="buttons">
        <Button appearance="primary" onClick={() => execute('llp.quickTest')}>
          {strings.quickTest}
        </Button>
        <Button onClick={() => execute('llp.conduct')}>{strings.conduct}</Button>
        <Button onClick={() => execute('llp.startTournament')}>{strings.tournament}</Button>
        {!other && <Button onClick={() => execute('llp.startPractice')}>{strings.startPractice}</Button>}
        {other && (
          <Button onClick={() => showPractice(!board.practice)}>
            {board.practice ? strings.showReal : strings.showPractice}
          </Button>
        )}
      </div>
    </div>
  );
}

export function NoMatch({ strings, onClear }: { strings: LeaderboardStrings; onClear: () => void }): VNode {
  return (
    <div class="empty">
      <Icon name="filter" />
      <h2>{strings.noMatch}</h2>
      <Button appearance="primary" onClick={onClear}>
        {strings.clearFilter}
      </Button>
    </div>
  );
}

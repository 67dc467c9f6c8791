import type { VNode } from 'preact';
import type { Board } from '../../model/board';
import type { Figure } from '../figures';
import { useWords } from './words';

interface ControlsProps {
  boards: Board[];
  boardIndex: number;
  onBoard: (index: number) => void;
  figure: Figure;
  onFigure: (figure: Figure) => void;
  filter: string;
  onFilter: (text: string) => void;
  shown: number;
}

/** What the board and the plots are of. */
export function Controls(props: ControlsProps): VNode {
  const { strings, formats } = useWords();
  return (
    <div class="controls">
      {props.boards.length > 1 && (
        <label>
          {strings.results}{' '}
          <select value={props.boardIndex} onChange={(event) => props.onBoard(Number(event.currentTarget.value))}>
            {props.boards.map((board, index) => (
              <option key={index} value={index}>
                {board.practice ? strings.practice : strings.real}
              </option>
            ))}
          </select>
        </label>
      )}
      <label>
        {strings.filter}{' '}
        <input
          type="search"
          placeholder={strings.filterHint}
          style={{ width: widthFor(strings.filterHint) }}
          value={props.filter}
          onInput={(event) => props.onFilter(event.currentTarget.value)}
        />
      </label>
      <label>
        {strings.show}{' '}
        <select value={props.figure} onChange={(event) => props.onFigure(event.currentTarget.value as Figure)}>
          <option value="points">{strings.showPoints}</option>
          <option value="average">{strings.showAverage}</option>
          <option value="proven">{strings.showProven}</option>
        </select>
      </label>
      <output>{formats.counted(props.shown, strings.oneBot, strings.bots)}</output>
    </div>
  );
}

/** Wide enough to read the whole hint, which other languages need more letters for. */
function widthFor(hint: string): string {
  return `${Math.max(20, 0.6 * hint.length)}em`;
}

import type { VNode } from 'preact';
import type { Board } from '../../model/board';
import type { Figure } from '../figures';
import { count } from './Header';

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
  return (
    <div class="controls">
      {props.boards.length > 1 && (
        <label>
          Results{' '}
          <select value={props.boardIndex} onChange={(event) => props.onBoard(Number(event.currentTarget.value))}>
            {props.boards.map((board, index) => (
              <option key={index} value={index}>
                {board.practice ? 'Practice' : 'Real'}
              </option>
            ))}
          </select>
        </label>
      )}
      <label>
        Filter{' '}
        <input
          type="search"
          placeholder="name, model, quantization, server"
          value={props.filter}
          onInput={(event) => props.onFilter(event.currentTarget.value)}
        />
      </label>
      <label>
        Show{' '}
        <select value={props.figure} onChange={(event) => props.onFigure(event.currentTarget.value as Figure)}>
          <option value="points">points, unscored prompts adding nothing</option>
          <option value="average">average over what was scored</option>
        </select>
      </label>
      <output>{count(props.shown, 'bot')}</output>
    </div>
  );
}

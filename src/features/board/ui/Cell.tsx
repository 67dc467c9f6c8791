import type { ComponentChildren, VNode } from 'preact';
import type { BoardCell, BoardRow } from '../../../model/board';
import { starsFor } from '../../../model/score';
import { fill } from '../../../ui/strings';
import { number, percent } from '../../../ui/format';
import { Inert } from '../../../ui/Inert';
import { rankText, totalInterval, type ShownCertainty } from '../certainty';
import { share, sumCells, type Column } from '../columns';
import { mayOverflow } from '../fit';
import type { LeaderboardStrings } from '../strings';
import type { BoardView } from '../view';
import { missingLines, tierTexts } from '../../../ui/tiers/tierTexts';
import { Mark } from './plots/Mark';

export interface CellContext {
  strings: LeaderboardStrings;
  figure: BoardView['figure'];
  /** Place among the bots marked for comparing; -1 for none. */
  compared: number;
  certainty: ShownCertainty | null;
  /** On rows that nothing is within noise of, too. */
  intervals: boolean;
}

/** What stands in one cell: a figure, and under it how much of it is known. */
export function cellContent(row: BoardRow, column: Column, rank: number, context: CellContext): VNode {
  const { strings } = context;
  switch (column.kind) {
    case 'rank':
      return (
        <>
          {context.compared >= 0 && (
            <svg class="compared" width="12" height="12" role="img" aria-label={strings.compare}>
              <Mark index={context.compared} x={6} y={6} size={4} />
            </svg>
          )}
          <span class="dim">{rankText(rank, context.certainty, strings)}</span>
        </>
      );
    case 'bot':
      return (
        <Two
          main={<Inert text={row.bot} />}
          sub={
            <Inert
              text={[row.architecture, row.quantization, row.sizeBytes === null ? null : gigabytes(row.sizeBytes)]
                .filter(Boolean)
                .join(' · ')}
            />
          }
        />
      );
    case 'total':
      return <Total row={row} context={context} width={column.width} />;
    case 'stars':
      return <Stars points={sumCells(row).scored === 0 ? null : row.total} strings={strings} />;
    case 'speed':
      return <Amount value={row.tokensPerSecond} decimals={1} none={strings.notTimed} />;
    case 'ttft':
      return <Amount value={row.timeToFirstTokenSeconds} decimals={2} none={strings.notTimed} />;
    case 'size':
      return <Amount value={row.sizeBytes === null ? null : row.sizeBytes / 1e9} decimals={1} none={strings.unknown} />;
    case 'text': {
      const text = column.text(row);
      return text === null ? <Words text={strings.unknown} /> : <Inert text={text} />;
    }
    case 'category': {
      const cell = row.categories[column.categoryId];
      return cell ? <Figure cell={cell} context={context} width={column.width} /> : <Words text={strings.notRun} />;
    }
  }
}

/** The total, with its interval where rows are within noise of it or the person asked for it. */
function Total({ row, context, width }: { row: BoardRow; context: CellContext; width: number }): VNode {
  const { certainty, strings } = context;
  const cell = sumCells(row);
  const shown = totalInterval(row, certainty, context, strings);
  if (!shown || 'range' in shown)
    return <Figure cell={cell} context={context} width={width} strong {...(shown ? { interval: shown.range } : {})} />;
  return (
    <Two
      main={
        <>
          <strong>{number(cell.points, 1)}</strong>
          <span class="dim">{shown.half}</span>
        </>
      }
      sub={`${progress(cell, strings, true)} · ${percent(cell.max === 0 ? 0 : cell.points / cell.max)}`}
    />
  );
}

interface FigureProps {
  cell: BoardCell;
  context: CellContext;
  /** Of the column, in pixels at a font of 13 px. */
  width: number;
  strong?: boolean;
  /** Shown in place of how far scoring has come. */
  interval?: string;
}

function Figure({ cell, context, width, strong, interval }: FigureProps): VNode {
  const { strings, figure } = context;
  const part = share(cell);
  const sub = interval ?? progress(cell, strings, strong === true);
  const isLong = mayOverflow(sub, width);
  if (part === null) {
    const words = cell.answered === 0 ? strings.notRun : strings.unscored;
    return <Two main={<span class="dim">{words}</span>} sub={sub} isLong={isLong || mayOverflow(words, width)} />;
  }
  const points = number(cell.points, 1);
  const main = figure === 'points' ? points : percent(part);
  // The percentage under a raw total is of the full maximum: it shows how far the bot has come.
  const beside =
    figure === 'points' ? percent(cell.max === 0 ? 0 : cell.points / cell.max) : `${points}/${number(cell.scoredMax)}`;
  return (
    <Two
      main={
        <>
          {strong ? <strong>{main}</strong> : main} <span class="dim">{beside}</span>
        </>
      }
      sub={sub}
      isLong={isLong}
    />
  );
}

function progress(cell: BoardCell, strings: LeaderboardStrings, strong: boolean): string {
  const parts: string[] = [];
  const waiting = cell.answered - cell.scored;
  if (cell.scored === cell.prompts) parts.push(fill(strings.allScored, cell.prompts));
  else if (cell.answered > 0) parts.push(fill(strings.scoredOf, number(cell.scored), number(cell.prompts)));
  if (waiting > 0 && !strong) parts.push(fill(strings.wait, waiting));
  if (cell.outdated > 0) parts.push(fill(strings.outdated, cell.outdated));
  return parts.join(' · ');
}

/** Characters of the icon font: five of them in one text are drawn faster than five elements. */
export const starIcons = { full: '\ueb59', half: '\ueb5a', empty: '\uea6a' };

function Stars({ points, strings }: { points: number | null; strings: LeaderboardStrings }): VNode {
  if (points === null) return <Words text={strings.unscored} />;
  const stars = starsFor(points);
  const shapes = [1, 2, 3, 4, 5].map((place) =>
    stars >= place - 0.25 ? starIcons.full : stars >= place - 0.75 ? starIcons.half : starIcons.empty,
  );
  return (
    <Two
      main={
        <span class="stars" role="img" aria-label={fill(strings.starsOf, number(stars, 1, true))}>
          {shapes.join('')}
        </span>
      }
      sub={<span aria-hidden="true">{number(stars, 1, true)}</span>}
    />
  );
}

function Amount({ value, decimals, none }: { value: number | null; decimals: number; none: string }): VNode {
  return value === null ? <Words text={none} /> : <>{number(value, decimals, true)}</>;
}

function Words({ text }: { text: string }): VNode {
  return <span class="dim words">{text}</span>;
}

function Two({ main, sub, isLong }: { main: ComponentChildren; sub: ComponentChildren; isLong?: boolean }): VNode {
  const long = isLong === true ? ' long' : '';
  return (
    <>
      <div class={`main${long}`}>{main}</div>
      <div class={`sub${long}`}>{sub}</div>
    </>
  );
}

function gigabytes(bytes: number): string {
  return `${number(bytes / 1e9, 1)} GB`;
}

/** What a pointer resting on a cell, or a screen reader, is told in full. */
export function cellTitle(row: BoardRow, column: Column, strings: LeaderboardStrings): string | undefined {
  if (column.kind === 'bot') return row.bot === row.modelId ? row.server : `${row.modelId} — ${row.server}`;
  if (column.id === 'tier') return [tierTexts(row.tier, strings)[1], ...missingLines(row.proof, strings)].join('\n');
  if (column.kind !== 'category') return undefined;
  const cell = row.categories[column.categoryId];
  if (!cell) return undefined;
  const title = fill(
    strings.cellTitle,
    column.title,
    number(cell.points, 1),
    cell.max,
    cell.answered,
    cell.scored,
    cell.prompts,
  );
  const further = [
    ...(cell.proven === 0 ? [] : [fill(strings.provenTitle, number(cell.proven, 1))]),
    ...(cell.open === 0 ? [] : [fill(strings.openTitle, number(cell.open, 1))]),
    ...(cell.outdated === 0 ? [] : [fill(strings.outdatedTitle, cell.outdated)]),
  ];
  return [title, ...further].join(' ');
}

import type { ComponentChildren, VNode } from 'preact';
import { timeLeftText } from '../../../l10n/timeLeft';
import { minutesLeft, type Pace } from '../../../model/pace';
import type { BoardCell, BoardRow } from '../../../model/board';
import { starsFor } from '../../../model/score';
import { madeOfText } from '../../../l10n/madeOf';
import { fill } from '../../../ui/strings';
import { number, percent } from '../../../ui/format';
import { Inert } from '../../../ui/Inert';
import { rankText, totalInterval, type ShownCertainty } from '../certainty';
import { cellBeside, ratingTexts } from '../beside';
import { figureOf, share, starFigure, sumCells, type Column } from '../columns';
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
      return <Stars points={figureOf(sumCells(row), starFigure(context.figure))} strings={strings} />;
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
    case 'arena': {
      const [main, sub] = ratingTexts(cellBeside(row, column.categoryId)?.arena ?? null, strings);
      return <Two main={main} sub={sub} isLong={mayOverflow(sub, column.width)} />;
    }
    case 'category': {
      const cell = row.categories[column.categoryId];
      const proposed = cellBeside(row, column.categoryId)?.proposed ?? 0;
      return cell ? <Figure {...{ cell, context, proposed }} width={column.width} /> : <Words text={strings.notRun} />;
    }
  }
}

/** The total, with its interval where rows are within noise of it or the person asked for it. */
function Total({ row, context, width }: { row: BoardRow; context: CellContext; width: number }): VNode {
  const { certainty, strings } = context;
  const cell = sumCells(row);
  const proposed = row.beside?.proposed ?? 0;
  // An interval is one of all points: of proven ones nothing is unsure.
  const shown = context.figure === 'proven' ? null : totalInterval(row, certainty, context, strings);
  if (!shown || 'range' in shown)
    return <Figure {...{ cell, context, width, proposed }} strong {...(shown ? { interval: shown.range } : {})} />;
  return (
    <Two
      main={
        <>
          <strong>{number(cell.points, 1)}</strong>
          <span class="dim">{shown.half}</span>
        </>
      }
      sub={`${progress(cell, strings, context.figure, proposed)} · ${percent(cell.max === 0 ? 0 : cell.points / cell.max)}`}
    />
  );
}

interface FigureProps {
  cell: BoardCell;
  context: CellContext;
  /** Of the column, in pixels at a font of 13 px. */
  width: number;
  /** By judges, for what is open. */
  proposed: number;
  strong?: boolean;
  /** Shown in place of how far scoring has come. */
  interval?: string;
}

function Figure({ cell, context, width, proposed, strong, interval }: FigureProps): VNode {
  const { strings, figure } = context;
  const part = share(cell);
  const sub = interval ?? progress(cell, strings, figure, proposed);
  const isLong = mayOverflow(sub, width);
  if (part === null) {
    const words = cell.answered === 0 ? strings.notRun : strings.unscored;
    return <Two main={<span class="dim">{words}</span>} sub={sub} isLong={isLong || mayOverflow(words, width)} />;
  }
  const value = figure === 'proven' ? cell.proven : cell.points;
  const points = number(value, 1);
  const main = figure === 'average' ? percent(part) : points;
  // The percentage under a raw total is of the full maximum: it shows how far the bot has come.
  const beside =
    figure === 'average' ? `${points}/${number(cell.scoredMax)}` : percent(cell.max === 0 ? 0 : value / cell.max);
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

/** How far scoring has come, who else than a person gave points, and how many points wait. */
function progress(cell: BoardCell, strings: LeaderboardStrings, figure: BoardView['figure'], proposed: number): string {
  const parts: string[] = [];
  const byOthers = cell.proven !== 0 || cell.accepted !== 0;
  const counts = [number(cell.scored), number(cell.prompts)];
  if (cell.scored === cell.prompts && !byOthers) parts.push(fill(strings.allScored, cell.prompts));
  else if (cell.answered > 0) parts.push(fill(byOthers ? strings.scoredShort : strings.scoredOf, ...counts));
  if (cell.proven !== 0 && figure !== 'proven') parts.push(fill(strings.provenShort, number(cell.proven, 1)));
  if (cell.accepted !== 0) parts.push(fill(strings.acceptedShort, number(cell.accepted, 1)));
  if (proposed > 0) parts.push(fill(strings.proposedShort, number(proposed, 1)));
  if (cell.open > 0) parts.push(fill(strings.openShort, number(cell.open, 1)));
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
export function cellTitle(row: BoardRow, column: Column, strings: LeaderboardStrings, pace: Pace): string | undefined {
  if (column.kind === 'bot') return row.bot === row.modelId ? row.server : `${row.modelId} — ${row.server}`;
  if (column.id === 'tier') return [tierTexts(row.tier, strings)[1], ...missingLines(row.proof, strings)].join('\n');
  const cell =
    column.kind === 'total'
      ? sumCells(row)
      : column.kind === 'category'
        ? row.categories[column.categoryId]
        : undefined;
  if (!cell) return undefined;
  const proposed = cellBeside(row, column.kind === 'category' ? column.categoryId : null)?.proposed ?? 0;
  const title = fill(
    strings.cellTitle,
    column.title,
    number(cell.points, 1),
    cell.max,
    cell.answered,
    cell.scored,
    cell.prompts,
  );
  const left = timeLeftText(minutesLeft(cell.openItems, pace), strings, number);
  const madeOf = madeOfText(cell, strings, (points) => number(points, 1));
  const further = [
    ...(madeOf === '' ? [] : [fill(strings.madeOfTitle, madeOf)]),
    ...(proposed === 0 ? [] : [fill(strings.proposedTitle, number(proposed, 1))]),
    ...(left === '' ? [] : [fill(strings.timeLeftTitle, left)]),
    ...(cell.outdated === 0 ? [] : [fill(strings.outdatedTitle, cell.outdated)]),
  ];
  return [title, ...further].join(' ');
}

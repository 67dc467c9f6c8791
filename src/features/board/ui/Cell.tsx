import type { VNode } from 'preact';
import { timeLeftText } from '../../../l10n/timeLeft';
import { minutesLeft, type Pace } from '../../../model/pace';
import type { BoardCell, BoardRow } from '../../../model/board';
import type { Tier } from '../../../model/tier';
import { madeOfText } from '../../../l10n/madeOf';
import { fill } from '../../../ui/strings';
import { number, percent } from '../../../ui/format';
import { Inert } from '../../../ui/Inert';
import { inertText } from '../../../ui/inertText';
import { rankText, totalInterval, type ShownCertainty } from '../certainty';
import { cellBeside, ratingTexts } from '../beside';
import { cellOf, share, starsOf, sumCells, type Column } from '../columns';
import { mayOverflow } from '../fit';
import type { LeaderboardStrings } from '../strings';
import type { BoardView } from '../view';
import { missingFactText, missingLines, tierTexts } from '../../../ui/tiers/tierTexts';
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
      return <Name text={row.bot} width={column.width} />;
    case 'total':
      return <Total row={row} context={context} />;
    case 'stars':
      return <Stars stars={starsOf(sumCells(row), context.figure)} strings={strings} />;
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
      return (
        <span class={mayOverflow(`${main} ${sub}`, column.width) ? 'long' : undefined}>
          {main} <span class="dim">{sub}</span>
        </span>
      );
    }
    case 'category': {
      const cell = row.categories[column.categoryId];
      const proposed = cellBeside(row, column.categoryId)?.proposed ?? 0;
      const tier = cell?.answered ? row.proof.cells?.[column.categoryId] : undefined;
      return cell ? <Figure {...{ cell, context, proposed, tier }} /> : <Words text={strings.notRun} />;
    }
  }
}

/** Letters at the end of a name that stay in sight: where the variants of a model differ. */
const tailLetters = 9;

function Name({ text, width }: { text: string; width: number }): VNode {
  const letters = [...text];
  if (letters.length < 2 * tailLetters || !mayOverflow(text, width)) return <Inert text={text} />;
  return (
    <span class="two-parts">
      <Inert text={letters.slice(0, -tailLetters).join('')} />
      <Inert text={letters.slice(-tailLetters).join('')} />
    </span>
  );
}

/** The total, with its interval where rows are within noise of it or the person asked for it. */
function Total({ row, context }: { row: BoardRow; context: CellContext }): VNode {
  const { certainty, figure, strings } = context;
  const cell = sumCells(row);
  // An interval is one of all points: of proven ones nothing is unsure.
  const interval = figure === 'proven' ? null : totalInterval(row, certainty, context, strings);
  const counts = [number(cell.scored), number(cell.prompts)] as const;
  const count = figure === 'average' && cell.scored !== cell.prompts ? fill(strings.scoredCount, ...counts) : null;
  const beside = interval && 'half' in interval ? interval.half : figure === 'average' ? interval?.range : undefined;
  const proposed = row.beside?.proposed ?? 0;
  return (
    <Figure {...{ cell, context, proposed }} strong {...((beside ?? count) ? { beside: beside ?? count ?? '' } : {})} />
  );
}

interface FigureProps {
  cell: BoardCell;
  context: CellContext;
  /** Points by judges, for what is open: they stand there where nothing else does. */
  proposed: number;
  strong?: boolean;
  /** How well its answers are proven. */
  tier?: Tier | undefined;
  /** Shown behind the figure in place of its percentage. */
  beside?: string;
}

/** The figure that ranks; how much of it is known is the bar at the cell's foot, all else is told where the mouse rests. */
function Figure({ cell, context, proposed, strong, tier, beside }: FigureProps): VNode {
  const { strings, figure } = context;
  const part = share(cell);
  if (part === null && proposed > 0) return <Words text={fill(strings.proposedShort, number(proposed, 1))} />;
  if (part === null) return <Words text={cell.answered === 0 ? strings.notRun : strings.unscored} />;
  const value = figure === 'proven' ? cell.proven : cell.points;
  const main = figure === 'average' ? percent(part) : number(value, 1);
  // The percentage behind points is of the full maximum: it shows how far the bot has come.
  const second = beside ?? (figure === 'average' ? '' : percent(cell.max === 0 ? 0 : value / cell.max));
  return (
    <>
      {strong ? <strong>{main}</strong> : main}
      {second !== '' && <span class="dim"> {second}</span>}
      {tier && <Badge tier={tier} strings={strings} />}
    </>
  );
}

/** Characters of the icon font: a screen, a seal, a person, a triangle. */
const tierIcons: Record<Tier, string> = {
  operator: '\uea7a',
  verified: '\ueb77',
  independent: '\uea67',
  incomplete: '\uea6c',
};

/** The badge of a tier; resting on the cell tells what it means. */
function Badge({ tier, strings }: { tier: Tier; strings: LeaderboardStrings }): VNode {
  return (
    <span class={`tier-badge ${tier}`} role="img" aria-label={tierTexts(tier, strings)[0]}>
      {` ${tierIcons[tier]}`}
    </span>
  );
}

/** Characters of the icon font: five of them in one text are drawn faster than five elements. */
export const starIcons = { full: '\ueb59', half: '\ueb5a', empty: '\uea6a' };

function Stars({ stars, strings }: { stars: number | null; strings: LeaderboardStrings }): VNode {
  if (stars === null) return <Words text={strings.unscored} />;
  const shapes = [1, 2, 3, 4, 5].map((place) =>
    stars >= place - 0.25 ? starIcons.full : stars >= place - 0.75 ? starIcons.half : starIcons.empty,
  );
  return (
    <span class="stars" role="img" aria-label={fill(strings.starsOf, number(stars, 1, true))}>
      {shapes.join('')}
    </span>
  );
}

function Amount({ value, decimals, none }: { value: number | null; decimals: number; none: string }): VNode {
  return value === null ? <Words text={none} /> : <>{number(value, decimals, true)}</>;
}

function Words({ text }: { text: string }): VNode {
  return <span class="dim words">{text}</span>;
}

/** All of a name that may be cut, and what tells the model from others. */
function botTitle(row: BoardRow): string {
  const size = row.sizeBytes === null ? null : gigabytes(row.sizeBytes);
  const facts = [row.architecture, row.quantization, size].filter((part) => part !== null).join(' · ');
  return [row.bot, row.modelId === row.bot ? '' : row.modelId, facts, row.server]
    .filter((line) => line !== '')
    .map(inertText)
    .join('\n');
}

function gigabytes(bytes: number): string {
  return `${number(bytes / 1e9, 1)} GB`;
}

/** What a speed rests on: who measured it, on what, whether it was run again, and what is not known. */
function speedTitle({ tokensPerSecond, proof }: BoardRow, strings: LeaderboardStrings): string | undefined {
  if (tokensPerSecond === null) return undefined;
  const { tiers, missing, hardware = [] } = proof;
  const answers = Object.values(tiers).reduce((sum, count) => sum + count, 0);
  const lacks = (['quantization', 'runtime', 'hardware', 'rig', 'runner', 'log'] as const).filter(
    (fact) => (missing[fact] ?? 0) > 0,
  );
  const isLower = answers < 5 || lacks.length > 0;
  const surer = tiers.verified > 0 ? strings.higherConfidence : strings.mediumConfidence;
  return [
    fill(strings.speedBy, number(tiers.operator + tiers.verified), number(tiers.independent), number(answers)),
    fill(strings.speedOn, hardware.join(', ') || strings.notProvided),
    tiers.verified > 0 ? fill(strings.speedAgain, number(tiers.verified)) : strings.speedNotAgain,
    ...lacks.map((fact) => `${missingFactText(fact, strings)}: ${strings.notProvided}`),
    isLower ? strings.lowerConfidence : surer,
  ].join('\n');
}

/** What a pointer resting on a cell, or a screen reader, is told in full. */
export function cellTitle(
  row: BoardRow,
  column: Column,
  strings: LeaderboardStrings,
  pace: Pace,
  figure: BoardView['figure'],
): string | undefined {
  if (column.kind === 'bot') return botTitle(row);
  if (column.kind === 'stars') {
    const stars = starsOf(sumCells(row), figure);
    return stars === null ? undefined : fill(strings.starsOf, number(stars, 1, true));
  }
  if (column.id === 'tier') return [tierTexts(row.tier, strings)[1], ...missingLines(row.proof, strings)].join('\n');
  if (column.kind === 'speed') return speedTitle(row, strings);
  const cell = cellOf(row, column);
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
  const tier = column.kind === 'category' && cell.answered > 0 ? row.proof.cells?.[column.categoryId] : undefined;
  const proven = tier ? [`${strings.tier}: ${tierTexts(tier, strings).join('. ')}`] : [];
  return [[title, ...further].join(' '), ...proven].join('\n');
}

import type { VNode } from 'preact';
import type { Board } from '../../../model/board';
import { fill } from '../../../ui/strings';
import { Button, TextField } from '../../../ui/toolkit';
import { number } from '../../../ui/format';
import { Icon } from '../../../ui/Icon';
import { Popover } from '../../../ui/Popover';
import { usePageSize } from '../../../ui/usePageSize';
import { timeLeftText } from '../../../l10n/timeLeft';
import { minutesLeft, type Pace } from '../../../model/pace';
import { paceText } from '../../../ui/givers/giverTexts';
import type { BoardCommand, BoardsPresent } from '../protocol';
import type { LeaderboardStrings } from '../strings';
import { sumCells, type Column } from '../columns';
import type { BoardCounts } from '../first';
import { isOwnBoard, type BoardView } from '../view';
import { BenchmarkSwitch } from './sheets/BenchmarkSwitch';
import { ColumnsMenu } from './ColumnsMenu';
import { FilterMenu } from './FilterMenu';

interface ToolbarProps {
  strings: LeaderboardStrings;
  view: BoardView;
  change: (part: Partial<BoardView>) => void;
  execute: (command: BoardCommand, target?: { botId?: number }) => void;
  board: Board;
  columns: Column[];
  available: string[];
  present: BoardsPresent;
  selected: number | null;
  showPractice: (practice: boolean) => void;
  counts: BoardCounts;
  pace: Pace;
}

/** Where less room is left, as at 200 %, the controls stand behind one button: the board itself comes first. */
const roomy = { width: 640, height: 380 };

export function Toolbar(props: ToolbarProps): VNode {
  const { strings, view, change, board, present, showPractice, columns } = props;
  const { width, height } = usePageSize();
  const isFolded = width < roomy.width || height < roomy.height;
  const hasRows = props.counts.bots > 0 && isOwnBoard(view);
  const search = hasRows && (
    <TextField
      class="search"
      value={view.filter.text}
      placeholder={strings.search}
      title={strings.searchHint}
      aria-label={strings.searchHint}
      onInput={(text) => change({ filter: { ...view.filter, text } })}
    />
  );
  const menus = hasRows && (
    <>
      <FilterMenu
        {...{ strings }}
        rows={board.rows}
        filter={view.filter}
        onChange={(filter) => change({ filter })}
        iconOnly={isFolded}
      />
      <ColumnsMenu {...{ strings, columns, view, change }} iconOnly={isFolded} />
    </>
  );
  const boards = (
    <>
      {(present.practice || board.practice) && (
        <div class="switch" role="group" aria-label={strings.whichBoard}>
          <button type="button" aria-pressed={!board.practice} onClick={() => showPractice(false)}>
            {strings.real}
          </button>
          <button type="button" aria-pressed={board.practice} onClick={() => showPractice(true)}>
            {strings.practice}
          </button>
        </div>
      )}
      <BenchmarkSwitch {...{ strings, view, change, board }} benchmarks={present.benchmarks ?? []} />
    </>
  );
  return (
    <header class={isFolded ? 'folded' : undefined}>
      {board.practice && (
        <div class="banner" role="note" title={strings.practiceBanner}>
          <Icon name="beaker" />
          <span>{strings.practiceBanner}</span>
          {present.real && <Button onClick={() => showPractice(false)}>{strings.showReal}</Button>}
        </div>
      )}
      <h1 class="visually-hidden">{strings.title}</h1>
      {isFolded ? (
        <div class="toolbar">
          {search}
          {menus}
          <Popover label={strings.more} icon="ellipsis" title={strings.controls} iconOnly>
            {boards}
            <Count {...props} />
            {hasRows && <Figures {...{ strings, view, change }} />}
            <Actions {...props} />
          </Popover>
        </div>
      ) : (
        <>
          <div class="toolbar">
            {boards}
            {search}
            <Count {...props} />
            <Actions {...props} />
          </div>
          {hasRows && (
            <div class="toolbar view">
              <Figures {...{ strings, view, change }} />
              {menus}
            </div>
          )}
        </>
      )}
    </header>
  );
}

/** How many bots there are, and what waits: a press on it leads there. */
function Count({ strings, view, board, counts, pace, selected, execute }: ToolbarProps): VNode | null {
  const { bots: all, shown, waiting } = counts;
  if (all === 0 || !isOwnBoard(view)) return null;
  const left = timeLeftText(minutesLeft(counts.openItems, pace), strings, number);
  const waits = ({ botId }: { botId: number }): boolean => {
    const row = board.rows.find((other) => other.botId === botId);
    return row !== undefined && sumCells(row).answered > sumCells(row).scored;
  };
  const score = (): void => {
    const first = selected !== null && waits({ botId: selected }) ? selected : board.rows.find(waits)?.botId;
    execute('llp.ingest', first === undefined ? {} : { botId: first });
  };
  return (
    <span class="count">
      {shown === all
        ? all === 1
          ? strings.oneBot
          : fill(strings.bots, number(all))
        : fill(strings.botsOf, number(shown), number(all))}
      {left !== '' && <span title={paceText(pace, strings)}>{` · ${left}`}</span>}
      {waiting > 0 && (
        <>
          {' · '}
          <button type="button" class="link" onClick={score}>
            {waiting === 1 ? strings.waitingOne : fill(strings.waiting, number(waiting))}
          </button>
        </>
      )}
    </span>
  );
}

function Actions({ strings, execute, available, selected, counts }: ToolbarProps): VNode | null {
  const target = selected === null ? {} : { botId: selected };
  if (counts.bots === 0) return null;
  return (
    <div class="actions">
      <Button disabled={selected === null} title={strings.ingestTitle} onClick={() => execute('llp.ingest', target)}>
        {strings.ingest}
      </Button>
      {available.includes('llp.details') && (
        <Button
          disabled={selected === null}
          title={strings.detailsTitle}
          onClick={() => execute('llp.details', target)}
        >
          {strings.details}
        </Button>
      )}
      {available.includes('llp.export') && (
        <Button title={strings.exportTitle} onClick={() => execute('llp.export')}>
          {strings.export}
        </Button>
      )}
      <Button appearance="primary" onClick={() => execute('llp.conduct')}>
        {strings.conductShort}
      </Button>
    </div>
  );
}

/** Which figure is shown, how bots are grouped, and what is plotted. */
function Figures({ strings, view, change }: Pick<ToolbarProps, 'strings' | 'view' | 'change'>): VNode {
  const figures = [
    ['points', strings.figurePoints, strings.figurePointsHint],
    ['average', strings.figureAverage, strings.figureAverageHint],
    ['proven', strings.figureProven, strings.figureProvenHint],
  ] as const;
  return (
    <>
      <div class="switch" role="group" aria-label={strings.figure}>
        {figures.map(([figure, name, hint]) => (
          <button
            key={figure}
            type="button"
            aria-pressed={view.figure === figure}
            title={hint}
            onClick={() => change({ figure, figureChosen: true })}
          >
            {name}
          </button>
        ))}
      </div>
      <select
        aria-label={strings.group}
        value={view.group}
        onChange={(event) => change({ group: event.currentTarget.value as BoardView['group'] })}
      >
        <option value="none">{strings.groupNone}</option>
        <option value="family">{strings.groupFamily}</option>
        <option value="model">{strings.groupModel}</option>
        <option value="fold">{strings.groupFold}</option>
      </select>
      <select
        aria-label={strings.plot}
        value={view.plot}
        onChange={(event) => change({ plot: event.currentTarget.value as BoardView['plot'] })}
      >
        <option value="none">{strings.plotNone}</option>
        <option value="speed">{strings.plotSpeed}</option>
        <option value="categories">{strings.plotCategories}</option>
        <option value="history">{strings.plotHistory}</option>
      </select>
    </>
  );
}

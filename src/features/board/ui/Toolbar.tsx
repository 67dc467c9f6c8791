import type { VNode } from 'preact';
import type { Board } from '../../../model/board';
import { fill } from '../../../ui/strings';
import { Button, TextField } from '../../../ui/toolkit';
import { number } from '../../../ui/format';
import { Icon } from '../../../ui/Icon';
import { timeLeftText } from '../../../l10n/timeLeft';
import { minutesLeft, type Pace } from '../../../model/pace';
import { paceText } from '../../../ui/givers/giverTexts';
import type { BoardCommand, BoardsPresent } from '../protocol';
import type { LeaderboardStrings } from '../strings';
import type { Column } from '../columns';
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

export function Toolbar(props: ToolbarProps): VNode {
  const { strings, view, change, execute, board, present, selected, showPractice, columns, available, pace } = props;
  const { bots: all, shown, waiting } = props.counts;
  const left = timeLeftText(minutesLeft(props.counts.openItems, pace), strings, number);
  const target = selected === null ? {} : { botId: selected };
  return (
    <header>
      {board.practice && (
        <div class="banner" role="note">
          <Icon name="beaker" />
          <span>{strings.practiceBanner}</span>
          {present.real && <Button onClick={() => showPractice(false)}>{strings.showReal}</Button>}
        </div>
      )}
      <div class="toolbar">
        <h1 class="visually-hidden">{strings.title}</h1>
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
        {all > 0 && isOwnBoard(view) && (
          <TextField
            class="search"
            value={view.filter.text}
            placeholder={strings.search}
            title={strings.searchHint}
            aria-label={strings.searchHint}
            onInput={(text) => change({ filter: { ...view.filter, text } })}
          />
        )}
        {all > 0 && isOwnBoard(view) && (
          <span class="count">
            {shown === all
              ? all === 1
                ? strings.oneBot
                : fill(strings.bots, number(all))
              : fill(strings.botsOf, number(shown), number(all))}
            {left !== '' && <span title={paceText(pace, strings)}>{` · ${left}`}</span>}
            {waiting > 0 && ' · '}
            {waiting === 1 ? strings.waitingOne : waiting > 1 ? fill(strings.waiting, number(waiting)) : ''}
          </span>
        )}
        {all > 0 && (
          <div class="actions">
            <Button
              disabled={selected === null}
              title={strings.ingestTitle}
              onClick={() => execute('llp.ingest', target)}
            >
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
        )}
      </div>
      {all > 0 && isOwnBoard(view) && (
        <div class="toolbar view">
          <div class="switch" role="group" aria-label={strings.figure}>
            <button
              type="button"
              aria-pressed={view.figure === 'points'}
              title={strings.figurePointsHint}
              onClick={() => change({ figure: 'points' })}
            >
              {strings.figurePoints}
            </button>
            <button
              type="button"
              aria-pressed={view.figure === 'average'}
              title={strings.figureAverageHint}
              onClick={() => change({ figure: 'average' })}
            >
              {strings.figureAverage}
            </button>
            <button
              type="button"
              aria-pressed={view.figure === 'proven'}
              title={strings.figureProvenHint}
              onClick={() => change({ figure: 'proven' })}
            >
              {strings.figureProven}
            </button>
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
          <FilterMenu
            {...{ strings }}
            rows={board.rows}
            filter={view.filter}
            onChange={(filter) => change({ filter })}
          />
          <ColumnsMenu {...{ strings, columns, view, change }} />
        </div>
      )}
    </header>
  );
}

import type { VNode } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import type { Sheet, SheetPair } from '../../../../model/sheet';
import { number } from '../../../../ui/format';
import { Inert } from '../../../../ui/Inert';
import { inertText } from '../../../../ui/inertText';
import type { LeaderboardStrings } from '../../strings';

interface Props {
  pair: Pick<SheetPair, 'left' | 'rows'> & { right: Sheet | null };
  strings: LeaderboardStrings;
}

interface Head {
  sheet: Sheet;
  /** -1: the total or the average. */
  column: number;
}

/** Figures by model; a dash is a figure that is not there. A heading sorts by its column. */
export function SheetTable({ pair, strings }: Props): VNode {
  const sheets = pair.right ? [pair.left, pair.right] : [pair.left];
  const heads = sheets.flatMap((sheet) => [-1, ...sheet.columns.keys()].map((column): Head => ({ sheet, column })));
  const [sort, setSort] = useState<number | null>(null);
  const figure = (row: SheetPair['rows'][number], { sheet, column }: Head): number | null => {
    const place = sheet === pair.left ? row[0] : row[1];
    const found = place === null ? undefined : sheet.rows[place];
    return (column < 0 ? found?.main : found?.values[column]) ?? null;
  };
  const rows = useMemo(() => {
    const head = sort === null ? undefined : heads[sort];
    if (!head) return pair.rows;
    return [...pair.rows].sort((a, b) => (figure(b, head) ?? -Infinity) - (figure(a, head) ?? -Infinity) || 0);
  }, [pair, sort]);
  return (
    <div
      class="sheet-box"
      tabIndex={0}
      role="region"
      aria-label={sheets.map(({ title }) => inertText(title)).join(', ')}
    >
      <table class="sheet">
        <thead>
          {pair.right && (
            <tr>
              <th />
              {sheets.map((sheet) => (
                <th key={sheet.id} colSpan={sheet.columns.length + 1} scope="colgroup">
                  <Inert text={sheet.title} />
                </th>
              ))}
            </tr>
          )}
          <tr>
            <th scope="col">{strings.sheetModel}</th>
            {heads.map((head, place) => (
              <th
                key={`${head.sheet.id} ${head.column}`}
                scope="col"
                class={head.column < 0 ? 'main' : ''}
                aria-sort={place === (sort ?? 0) ? 'descending' : undefined}
              >
                <button type="button" onClick={() => setSort(place)}>
                  {titleOf(head, strings)}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.join()}>
              <th scope="row">
                <Inert text={nameOf(pair, row)} />
              </th>
              {heads.map((head) => (
                <td key={`${head.sheet.id} ${head.column}`} class={head.column < 0 ? 'main' : ''}>
                  {figureText(figure(row, head))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function nameOf({ left, right }: Props['pair'], [l, r]: SheetPair['rows'][number]): string {
  return (l === null ? right?.rows[r ?? -1]?.name : left.rows[l]?.name) ?? '';
}

function titleOf({ sheet, column }: Head, strings: LeaderboardStrings): string {
  if (column >= 0) return inertText(sheet.columns[column] ?? '').replaceAll('_', ' ');
  if (sheet.mainTitle === 'total') return strings.total;
  return sheet.mainTitle === 'average' ? strings.average : inertText(sheet.mainTitle);
}

function figureText(value: number | null): string {
  return value === null ? '–' : number(value, 1);
}

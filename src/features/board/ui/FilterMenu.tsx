import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import type { BoardRow } from '../../../model/board';
import type { Tier } from '../../../model/tier';
import { Button, Checkbox } from '../../../ui/toolkit';
import { number } from '../../../ui/format';
import { inertText } from '../../../ui/inertText';
import { tierTexts } from '../../../ui/tiers/tierTexts';
import { Popover } from '../../../ui/Popover';
import { toggled } from '../arrange';
import { compareFacet, facets } from '../rows';
import type { LeaderboardStrings } from '../strings';
import { defaultView, type BoardFilter } from '../view';

type Facet = keyof typeof facets;

interface FilterProps {
  strings: LeaderboardStrings;
  rows: BoardRow[];
  filter: BoardFilter;
  onChange: (filter: BoardFilter) => void;
  iconOnly?: boolean;
}

/** What bots to show: by family, quantization, size, server and trust, with how many there are of each. */
export function FilterMenu({ strings, rows, filter, onChange, iconOnly = false }: FilterProps): VNode {
  const names: Record<Facet, string> = {
    family: strings.family,
    quantization: strings.quantization,
    size: strings.size,
    server: strings.server,
    tier: strings.tier,
  };
  const values = useMemo(() => countFacets(rows), [rows]);
  const set = (Object.keys(names) as Facet[]).reduce((count, facet) => count + filter[facet].length, 0);
  return (
    <Popover label={strings.filter} icon="filter" badge={set === 0 ? '' : String(set)} iconOnly={iconOnly}>
      {(Object.keys(names) as Facet[]).map((facet) => (
        <fieldset key={facet}>
          <legend>{names[facet]}</legend>
          {values[facet].map(([value, count]) => (
            <Checkbox
              key={value}
              checked={filter[facet].includes(value)}
              onChange={() => onChange({ ...filter, [facet]: toggled(filter[facet], value) })}
            >
              {value === ''
                ? strings.unknown
                : facet === 'tier'
                  ? tierTexts(value as Tier, strings)[0]
                  : inertText(value)}{' '}
              <span class="dim">{number(count)}</span>
            </Checkbox>
          ))}
        </fieldset>
      ))}
      <Button disabled={set === 0} onClick={() => onChange({ ...defaultView.filter, text: filter.text })}>
        {strings.clearFilter}
      </Button>
    </Popover>
  );
}

function countFacets(rows: BoardRow[]): Record<Facet, [string, number][]> {
  const counted = (facet: Facet): [string, number][] => {
    const counts = new Map<string, number>();
    for (const row of rows) {
      const value = facets[facet](row);
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    return [...counts].sort(([a], [b]) => compareFacet(a, b));
  };
  return {
    family: counted('family'),
    quantization: counted('quantization'),
    size: counted('size'),
    server: counted('server'),
    tier: counted('tier'),
  };
}

import type { VNode } from 'preact';
import { Button } from '../../../ui/toolkit';
import { inertText } from '../../../ui/inertText';
import { noFilter, partsSet, type SearchFilter } from '../filter';
import type { FilterChoices } from '../protocol';
import type { SearchStrings } from '../strings';

interface FiltersProps {
  strings: SearchStrings;
  filter: SearchFilter;
  choices: FilterChoices;
  onFilter: (filter: SearchFilter) => void;
}

/** All that a search can be restricted by. */
export function Filters({ strings, filter, choices, onFilter }: FiltersProps): VNode {
  const change = (part: Partial<SearchFilter>): void => onFilter({ ...filter, ...part });
  const { bots, categories } = choices;
  return (
    <div class="filters" role="group" aria-label={strings.filters}>
      <label>
        <span>{strings.botLabel}</span>
        <select
          value={filter.botId === null ? '' : String(filter.botId)}
          onChange={({ currentTarget: { value } }) => change({ botId: value === '' ? null : Number(value) })}
        >
          <option value="">{strings.anyBot}</option>
          {filter.botId !== null && !bots.some(({ id }) => id === filter.botId) && (
            <option value={String(filter.botId)}>{strings.goneBot}</option>
          )}
          {bots.map(({ id, name }) => (
            <option key={id} value={String(id)}>
              {inertText(name)}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>{strings.category}</span>
        <select value={filter.categoryId} onChange={({ currentTarget: { value } }) => change({ categoryId: value })}>
          <option value="">{strings.anyCategory}</option>
          {filter.categoryId !== '' && !categories.some(({ id }) => id === filter.categoryId) && (
            <option value={filter.categoryId}>{inertText(filter.categoryId)}</option>
          )}
          {categories.map(({ id, title }) => (
            <option key={id} value={id}>
              {inertText(title)}
            </option>
          ))}
        </select>
      </label>
      <Range
        label={strings.dates}
        type="date"
        from={{ label: strings.from, value: filter.from, onChange: (from) => change({ from }) }}
        to={{ label: strings.to, value: filter.to, onChange: (to) => change({ to }) }}
      />
      <Range
        label={strings.points}
        type="number"
        from={{ label: strings.minPoints, value: filter.minPoints, onChange: (minPoints) => change({ minPoints }) }}
        to={{ label: strings.maxPoints, value: filter.maxPoints, onChange: (maxPoints) => change({ maxPoints }) }}
      />
      {(choices.practice || filter.results !== 'all') && (
        <label>
          <span>{strings.results}</span>
          <select
            value={filter.results}
            onChange={({ currentTarget: { value } }) => change({ results: value as SearchFilter['results'] })}
          >
            <option value="all">{strings.anyResults}</option>
            <option value="real">{strings.realResults}</option>
            <option value="practice">{strings.practiceResults}</option>
          </select>
        </label>
      )}
      <Button disabled={partsSet(filter).length === 0} onClick={() => onFilter({ ...noFilter, kind: filter.kind })}>
        {strings.clearFilters}
      </Button>
    </div>
  );
}

interface End {
  label: string;
  value: string;
  onChange: (value: string) => void;
}

interface RangeProps {
  label: string;
  type: 'date' | 'number';
  from: End;
  to: End;
}

/** Two fields, from and to; either may be empty. */
function Range({ label, type, from, to }: RangeProps): VNode {
  return (
    <div class="range" role="group" aria-label={label}>
      <span aria-hidden="true">{label}</span>
      <div>
        {[from, to].map((end) => (
          <input
            key={end.label}
            type={type}
            {...(type === 'number' ? { min: 0, placeholder: end.label } : {})}
            aria-label={`${label}: ${end.label}`}
            title={end.label}
            value={end.value}
            onInput={({ currentTarget: { value } }) => end.onChange(value)}
          />
        ))}
      </div>
    </div>
  );
}

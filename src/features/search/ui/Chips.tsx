import type { VNode } from 'preact';
import { fill } from '../../../ui/strings';
import { Icon } from '../../../ui/Icon';
import { inertText } from '../../../ui/inertText';
import { partsSet, withoutPart, type FilterPart, type SearchFilter } from '../filter';
import type { FilterChoices } from '../protocol';
import type { SearchStrings } from '../strings';

interface ChipsProps {
  strings: SearchStrings;
  filter: SearchFilter;
  choices: FilterChoices;
  onFilter: (filter: SearchFilter) => void;
}

/** What the search is restricted to, while the filters are folded away; a click takes one off. */
export function Chips({ strings, filter, choices, onFilter }: ChipsProps): VNode {
  return (
    <div class="chips">
      {partsSet(filter).map((part) => {
        const text = inertText(chipText(part, filter, choices, strings));
        return (
          <button
            key={part}
            type="button"
            title={fill(strings.removeFilter, text)}
            aria-label={fill(strings.removeFilter, text)}
            onClick={() => onFilter(withoutPart(filter, part))}
          >
            <span class="ellipsis">{text}</span>
            <Icon name="close" />
          </button>
        );
      })}
    </div>
  );
}

/** A part of the filter in words. */
export function chipText(
  part: FilterPart,
  filter: SearchFilter,
  choices: FilterChoices,
  strings: SearchStrings,
): string {
  switch (part) {
    case 'bot':
      return choices.bots.find(({ id }) => id === filter.botId)?.name ?? strings.goneBot;
    case 'category':
      return choices.categories.find(({ id }) => id === filter.categoryId)?.title ?? filter.categoryId;
    case 'dates':
      if (filter.to === '') return fill(strings.since, filter.from);
      return filter.from === '' ? fill(strings.until, filter.to) : `${filter.from} – ${filter.to}`;
    case 'points':
      if (filter.maxPoints === '') return fill(strings.pointsFrom, filter.minPoints);
      if (filter.minPoints === '') return fill(strings.pointsTo, filter.maxPoints);
      return fill(strings.pointsRange, filter.minPoints, filter.maxPoints);
    case 'results':
      return filter.results === 'real' ? strings.realResults : strings.practiceResults;
  }
}

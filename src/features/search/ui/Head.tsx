import type { RefObject, VNode } from 'preact';
import type { SearchKind } from '../../../model/search';
import { fill } from '../../../ui/strings';
import { Button, TextField } from '../../../ui/toolkit';
import { Icon } from '../../../ui/Icon';
import { partsSet, type SearchFilter } from '../filter';
import type { FilterChoices } from '../protocol';
import type { SearchStrings } from '../strings';
import { Chips } from './Chips';
import { Filters } from './Filters';

interface HeadProps {
  strings: SearchStrings;
  text: string;
  filter: SearchFilter;
  choices: FilterChoices;
  filtersOpen: boolean;
  field: RefObject<HTMLElement>;
  onText: (text: string) => void;
  onFilter: (filter: SearchFilter) => void;
  setFiltersOpen: (open: boolean) => void;
  /** Gives the keyboard to the results; false where there are none. */
  toList: () => boolean;
  onOpenFirst: () => void;
}

/** The query and what it is restricted to. */
export function Head(props: HeadProps): VNode {
  const { strings, text, filter, choices, filtersOpen, field, onText, onFilter, setFiltersOpen, toList } = props;
  const kinds: [SearchFilter['kind'], string][] = [
    ['all', strings.all],
    ['output', strings.answers],
    ['prompt', strings.prompts],
    ['bot', strings.bots],
  ];
  const set = partsSet(filter);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if ((event.key === 'ArrowDown' || event.key === 'PageDown') && toList()) event.preventDefault();
    else if (event.key === 'Enter') props.onOpenFirst();
    else if (event.key === 'Escape' && text !== '') onText('');
    else return;
    event.stopPropagation();
  };
  const label = set.length === 0 ? strings.filters : fill(strings.filtersSet, set.length);
  return (
    <header>
      <div class="query">
        <TextField
          controlRef={field}
          value={text}
          placeholder={strings.placeholder}
          title={strings.queryHint}
          aria-label={strings.query}
          onInput={onText}
          onKeyDown={onKeyDown}
        >
          {text !== '' && (
            <button
              slot="end"
              type="button"
              class="clear"
              title={strings.clear}
              aria-label={strings.clear}
              onClick={() => {
                onText('');
                field.current?.focus();
              }}
            >
              <Icon name="close" />
            </button>
          )}
        </TextField>
        <Button
          appearance="icon"
          title={label}
          aria-label={label}
          aria-expanded={filtersOpen}
          onClick={() => setFiltersOpen(!filtersOpen)}
        >
          <Icon name={set.length === 0 ? 'filter' : 'filter-filled'} />
        </Button>
      </div>
      <div class="kinds" role="group" aria-label={strings.kinds}>
        {kinds.map(([kind, name]: [SearchKind | 'all', string]) => (
          <button
            key={kind}
            type="button"
            data-kind={kind}
            aria-pressed={filter.kind === kind}
            onClick={() => onFilter({ ...filter, kind })}
          >
            {name}
          </button>
        ))}
      </div>
      {filtersOpen ? (
        <Filters {...{ strings, filter, choices, onFilter }} />
      ) : (
        set.length > 0 && <Chips {...{ strings, filter, choices, onFilter }} />
      )}
    </header>
  );
}

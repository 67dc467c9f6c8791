import type { VNode } from 'preact';
import type { RubricItem } from '../../../model/prompt';
import { number } from '../../../ui/format';
import { inertText } from '../../../ui/inertText';
import { fill } from '../../../ui/strings';
import type { Draft } from '../protocol';
import type { IngestStrings } from '../strings';

/** Up to this width of the page, in CSS pixels, one item at a time is open, as scoring.css has it. */
export const stripWidth = 720;

interface StripProps {
  rubric: readonly RubricItem[];
  draft: Draft;
  inHand: string;
  strings: IngestStrings;
  problemOf: (item: RubricItem) => boolean;
  onTake: (id: string) => void;
}

/** The items of a rubric in one line, with what each was given; one of them is open below. */
export function ItemStrip({ rubric, draft, inHand, strings, problemOf, onTake }: StripProps): VNode {
  return (
    <div class="items" role="group" aria-label={strings.items}>
      {rubric.map((item, index) => (
        <button
          key={item.id}
          type="button"
          aria-current={item.id === inHand ? 'step' : undefined}
          class={problemOf(item) ? 'wrong' : undefined}
          title={`${fill(strings.itemOf, number(index + 1), number(rubric.length))}: ${inertText(item.title)}`}
          onClick={() => onTake(item.id)}
        >
          {draft.items[item.id] || '–'}/{number(item.points)}
        </button>
      ))}
    </div>
  );
}

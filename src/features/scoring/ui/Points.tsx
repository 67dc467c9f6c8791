import type { VNode } from 'preact';
import type { JuryItem } from '../../../model/jury';
import { number } from '../../../ui/format';
import { Icon } from '../../../ui/Icon';
import { fill } from '../../../ui/strings';
import { pointsForKey } from '../scoreForm';
import type { IngestStrings } from '../strings';

interface PointsProps {
  id: string;
  label: string;
  max: number;
  value: string;
  problem: string | null;
  /** What judges propose: it shows through while the field is empty, and A takes it over. */
  ghost: JuryItem | undefined;
  strings: IngestStrings;
  onTake: (all: boolean) => void;
  /** The keyboard goes on. */
  onNext: () => void;
  onChange: (value: string) => void;
}

/** A field for points that is filled with few keys. */
export function Points({
  id,
  label,
  max,
  value,
  problem,
  ghost,
  strings,
  onTake,
  onNext,
  onChange,
}: PointsProps): VNode {
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter') onNext();
    else if (ghost && event.key.toLowerCase() === 'a') {
      // Before it moves on: the field that is left selects nothing of what it then shows.
      onTake(event.shiftKey);
      if (!event.shiftKey) onNext();
    } else {
      const next = pointsForKey(event.key, value, max);
      if (next === null) return;
      onChange(next);
    }
    event.preventDefault();
  };
  const current = Number(value.replace(',', '.'));
  const describedBy = [problem === null ? '' : `problem-${id}`, ghost ? `ghost-${id}` : ''].filter(Boolean).join(' ');
  return (
    <div class="points">
      <input
        id={`points-${id}`}
        type="text"
        role="spinbutton"
        inputMode="decimal"
        autocomplete="off"
        value={value}
        placeholder={ghost ? number(ghost.points, 2) : ''}
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={max}
        {...(value === '' || Number.isNaN(current) ? {} : { 'aria-valuenow': current })}
        aria-invalid={problem !== null}
        {...(describedBy === '' ? {} : { 'aria-describedby': describedBy })}
        onFocus={(event) => event.currentTarget.select()}
        onInput={(event) => onChange(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <span class="dim">{fill(strings.pointsOf, max)}</span>
      {problem !== null && (
        <span class="field-problem" id={`problem-${id}`}>
          <Icon name="error" /> {problem}
        </span>
      )}
    </div>
  );
}

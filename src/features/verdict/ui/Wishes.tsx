import type { VNode } from 'preact';
import { verdictUses, type VerdictUse, type VerdictWishes } from '../../../model/verdict';
import type { VerdictStrings } from '../strings';

interface Props {
  wishes: VerdictWishes;
  strings: VerdictStrings;
  onAsk: (wishes: VerdictWishes) => void;
}

const limits = ['minSpeed', 'memory', 'context', 'tolerance'] as const;

/** What the bot is wanted for, and what it must not cost. */
export function Wishes({ wishes, strings, onAsk }: Props): VNode {
  return (
    <div class="wishes">
      <label>
        {strings.use}
        <select
          value={wishes.use}
          onChange={(event) => onAsk({ ...wishes, use: event.currentTarget.value as VerdictUse })}
        >
          {verdictUses.map((use) => (
            <option key={use} value={use}>
              {strings[use]}
            </option>
          ))}
        </select>
      </label>
      {limits.map((name) => (
        <label key={name}>
          {strings[name]}
          <input
            type="number"
            min={0}
            step="any"
            value={wishes[name] ?? ''}
            placeholder={name === 'tolerance' ? '5' : strings.none}
            onChange={(event) => {
              const { [name]: _, ...others } = wishes;
              const value = event.currentTarget.valueAsNumber;
              onAsk(Number.isFinite(value) && value >= 0 ? { ...others, [name]: value } : others);
            }}
          />
        </label>
      ))}
    </div>
  );
}

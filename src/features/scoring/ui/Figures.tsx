import type { VNode } from 'preact';
import { TextField } from '../../../ui/toolkit';
import { Icon } from '../../../ui/Icon';
import type { Figure, Figures } from '../pasteForm';
import type { IngestStrings } from '../strings';

interface FiguresProps {
  strings: IngestStrings;
  figures: Figures;
  problems: Figure[];
  onChange: (figures: Partial<Figures>) => void;
}

/** Fields for the speed of an answer, as a person knows it. */
export function FigureFields({ strings, figures, problems, onChange }: FiguresProps): VNode {
  const fields: [Figure, string][] = [
    ['completionTokens', strings.pasteTokens],
    ['tokensPerSecond', strings.pasteSpeed],
    ['timeToFirstTokenSeconds', strings.pasteFirst],
  ];
  return (
    <div class="figures">
      {fields.map(([key, label]) => (
        <div key={key}>
          <TextField
            value={figures[key]}
            placeholder={strings.pasteOptional}
            onInput={(value) => onChange({ [key]: value })}
          >
            {label}
          </TextField>
          {problems.includes(key) && (
            <span class="field-problem">
              <Icon name="error" /> {strings.notNumber}
            </span>
          )}
        </div>
      ))}
    </div>
  );
}

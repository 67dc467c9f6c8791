import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { JudgeAgreement } from '../../../model/agreement';
import type { JuryItem } from '../../../model/jury';
import { number } from '../../../ui/format';
import { Icon } from '../../../ui/Icon';
import { Inert } from '../../../ui/Inert';
import { Agreements } from '../../../ui/judges/Agreements';
import { fill } from '../../../ui/strings';
import { Button } from '../../../ui/toolkit';
import type { IngestContent } from '../protocol';
import type { IngestStrings } from '../strings';

interface GhostProps {
  id: string;
  ghost: JuryItem;
  /** Whether just these points count for the item already, as accepted ones. */
  taken: boolean;
  /** What the points are for, as a screen reader says it. */
  label: string;
  strings: IngestStrings;
  onTake: () => void;
}

/** What judges propose for one item, beside the person's own field. All of it is a model's words, so it is shown as text. */
export function Ghost({ id, ghost, taken, label, strings, onTake }: GhostProps): VNode {
  const { points, least, most, voices } = ghost;
  const figure = (value: number): string => number(value, 2);
  const said =
    voices.length === 1
      ? fill(strings.ghostPoints, figure(points))
      : fill(strings.ghostSpread, figure(points), voices.length, figure(least), figure(most));
  return (
    <div class="ghost" id={`ghost-${id}`}>
      <div class="line">
        <Icon name="sparkle" /> <span class="ghost-points">{said}</span>
        {taken ? (
          <span class="dim">{strings.ghostAccepted}</span>
        ) : (
          <button
            type="button"
            class="take"
            tabIndex={-1}
            title={fill(strings.ghostTakeHint, figure(points), label)}
            onClick={onTake}
          >
            {strings.ghostTake} <kbd>A</kbd>
          </button>
        )}
      </div>
      {voices.map((voice, index) => (
        <div key={index} class="dim voice">
          <Inert text={voices.length === 1 ? voice.judge : `${voice.judge} ${figure(voice.points)}`} />
          {': '}
          <Inert text={voice.reason} />{' '}
          {voice.quotation === '' ? (
            strings.ghostNone
          ) : (
            <q>
              <Inert text={voice.quotation} />
            </q>
          )}
        </div>
      ))}
    </div>
  );
}

interface GhostsProps {
  ghosts: IngestContent['ghosts'];
  strings: IngestStrings;
  load: (judges: string[]) => Promise<JudgeAgreement[]>;
  onTakeAll: () => void;
}

/** Who proposes points, how far each can be trusted, and a button that takes all of it over; nothing where nobody does. */
export function Ghosts({ ghosts, strings, load, onTakeAll }: GhostsProps): VNode | null {
  const judges = [...new Set(Object.values(ghosts).flatMap(({ voices }) => voices.map(({ judge }) => judge)))].sort();
  const key = JSON.stringify(judges);
  const [agreements, setAgreements] = useState<JudgeAgreement[]>([]);
  useEffect(() => {
    let gone = false;
    if (judges.length > 0)
      load(judges).then(
        (made) => {
          if (!gone) setAgreements(made);
        },
        () => setAgreements([]),
      );
    return () => {
      gone = true;
    };
  }, [key]);
  if (judges.length === 0) return null;
  return (
    <div class="ghosts" role="group" aria-label={strings.judgesTitle}>
      <div class="bar">
        <strong>{strings.judgesTitle}</strong>
        <Button title={strings.ghostTakeAllHint} onClick={onTakeAll}>
          {strings.ghostTakeAll}
        </Button>
      </div>
      <Agreements of={agreements} strings={strings} />
      <p class="dim">
        {strings.judgesHint} {strings.ghostHint}
      </p>
    </div>
  );
}

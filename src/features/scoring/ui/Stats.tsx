import type { VNode } from 'preact';
import type { RunFlag, RunStatName, RunStats } from '../../../model/run';
import { flagTexts } from '../../../ui/flags/flagTexts';
import { fill } from '../../../ui/strings';
import { number } from '../../../ui/format';
import { Inert } from '../../../ui/Inert';
import type { IngestStrings } from '../strings';

interface StatsProps {
  stats: RunStats;
  flags: RunFlag[];
  strings: IngestStrings;
}

/** What is known of an answer's speed and length, and what is odd about it. */
export function Stats({ stats, flags, strings }: StatsProps): VNode {
  const parts: [RunStatName, string][] = [];
  if (stats.tokensPerSecond !== null)
    parts.push(['tokensPerSecond', fill(strings.statSpeed, number(stats.tokensPerSecond, 2, true))]);
  else if (stats.charactersPerSecond !== null)
    parts.push(['charactersPerSecond', fill(strings.statCharacters, number(stats.charactersPerSecond))]);
  if (stats.completionTokens !== null)
    parts.push(['completionTokens', fill(strings.statTokens, number(stats.completionTokens))]);
  if (stats.timeToFirstTokenSeconds !== null)
    parts.push(['timeToFirstTokenSeconds', fill(strings.statFirst, number(stats.timeToFirstTokenSeconds, 2, true))]);
  parts.push(['stopReason', fill(strings.statStop, stats.stopReason ?? strings.unknown)]);
  const sources = {
    server: strings.sourceServer,
    measured: strings.sourceMeasured,
    hand: strings.sourceHand,
    unknown: strings.sourceUnknown,
  };
  return (
    <span class="stats">
      {parts.map(([name, text]) => (
        <span key={name} title={sources[stats.sources?.[name] ?? 'unknown']}>
          <Inert text={text} />
        </span>
      ))}
      {flags.map((flag) => {
        const [name, hint] = flagTexts(flag, strings);
        return (
          <span key={flag} class="tag" title={hint}>
            {name}
          </span>
        );
      })}
    </span>
  );
}

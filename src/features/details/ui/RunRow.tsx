import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { ItemVerdicts } from '../../../model/check';
import type { RunStatName, RunStatus, RunSummary, StatSource } from '../../../model/run';
import { rigLine } from '../../../model/rig';
import { flagTexts } from '../../../ui/flags/flagTexts';
import { giversText } from '../../../ui/givers/giverTexts';
import { missingFactText, tierTexts } from '../../../ui/tiers/tierTexts';
import { fill } from '../../../ui/strings';
import { Button, Checkbox } from '../../../ui/toolkit';
import { dateTime, number } from '../../../ui/format';
import { Icon } from '../../../ui/Icon';
import { Verdicts } from '../../../ui/verdicts/Verdicts';
import { Inert } from '../../../ui/Inert';
import { inertText } from '../../../ui/inertText';
import type { RunCommand } from '../protocol';
import type { DetailsStrings } from '../strings';

interface RunRowProps {
  run: RunSummary;
  title: string;
  strings: DetailsStrings;
  /** True for the newest run of its prompt: only it repeats the prompt's title. */
  first: boolean;
  isMarked: boolean;
  isOpen: boolean;
  onMark: () => void;
  onToggle: () => void;
  onCommand: (command: RunCommand) => void;
  onCompare: () => void;
  loadVerdicts: (runId: number) => Promise<ItemVerdicts[]>;
}

/** One run as a line of the table, and under it, when opened, all that is known of it. */
export function RunRow(props: RunRowProps): VNode {
  const { run, title, strings, first, isMarked, isOpen, onMark, onToggle } = props;
  const { stats, score } = run;
  const when = dateTime(run.startedAt);
  const figure = (value: number | null | undefined, decimals: number): VNode | string =>
    value === null || value === undefined ? <span class="dim">–</span> : number(value, decimals, true);
  return (
    <>
      <tr class={`${first ? 'first' : ''}${isOpen ? ' open' : ''}`}>
        <td>
          <Checkbox checked={isMarked} aria-label={fill(strings.mark, inertText(title), when)} onChange={onMark} />
        </td>
        <td class="prompt">
          {first ? <Inert text={title} /> : <span class="visually-hidden">{inertText(title)}</span>}
        </td>
        <td class="when">{when}</td>
        <td class="figure">
          {score ? (
            <>
              <strong>{number(score.points, 1)}</strong> <span class="dim">/ {number(score.max)}</span>
              {score.settled < score.max && (
                <span class="dim"> · {fill(strings.givenOpen, number(score.max - score.settled, 2))}</span>
              )}
            </>
          ) : (
            <span class="dim">{run.status === 'complete' ? strings.notScored : '–'}</span>
          )}
        </td>
        <td class="figure">{figure(stats.tokensPerSecond, 2)}</td>
        <td class="figure">{figure(stats.completionTokens, 0)}</td>
        <td class="figure">{figure(stats.timeToFirstTokenSeconds, 2)}</td>
        <td class="status">
          {run.status === 'complete' ? '' : <span title={run.error ?? ''}>{statusText(run.status, strings)}</span>}
          {run.status === 'complete' && (
            <span class={`tag tier-${run.tier}`} title={tierTitle(run, strings)}>
              {tierTexts(run.tier, strings)[0]}
            </span>
          )}
          {!run.current && (
            <span class="tag" title={strings.olderHint}>
              {strings.older}
            </span>
          )}
          {run.flags.map((flag) => {
            const [name, hint] = flagTexts(flag, strings);
            return (
              <span key={flag} class="tag" title={hint}>
                {name}
              </span>
            );
          })}
        </td>
        <td>
          <Button
            appearance="icon"
            aria-label={strings.more}
            title={strings.more}
            aria-expanded={isOpen}
            onClick={onToggle}
          >
            <Icon name={isOpen ? 'chevron-up' : 'chevron-down'} />
          </Button>
        </td>
      </tr>
      {isOpen && (
        <tr class="more">
          <td />
          <td colSpan={8}>
            <RunDetails {...props} />
          </td>
        </tr>
      )}
    </>
  );
}

function RunDetails({ run, strings, onCommand, onCompare, loadVerdicts }: RunRowProps): VNode {
  const [checked, setChecked] = useState<ItemVerdicts[]>([]);
  useEffect(() => {
    let gone = false;
    loadVerdicts(run.runId).then(
      (items) => {
        if (!gone) setChecked(items);
      },
      () => setChecked([]),
    );
    return () => {
      gone = true;
    };
  }, [run]);
  const names: [RunStatName, string][] = [
    ['promptTokens', strings.statPromptTokens],
    ['completionTokens', strings.statCompletionTokens],
    ['reasoningTokens', strings.statReasoningTokens],
    ['tokensPerSecond', strings.statTokensPerSecond],
    ['charactersPerSecond', strings.statCharactersPerSecond],
    ['timeToFirstTokenSeconds', strings.statFirst],
    ['totalSeconds', strings.statTotal],
    ['loadSeconds', strings.statLoad],
    ['prefillSeconds', strings.statPrefill],
    ['promptTokensPerSecond', strings.statPromptSpeed],
    ['draftTokens', strings.statDraft],
    ['acceptedDraftTokens', strings.statDraftAccepted],
    ['stopReason', strings.statStop],
  ];
  const known = names.filter(([name]) => run.stats[name] !== null && run.stats[name] !== undefined);
  const sources: Record<StatSource, string> = {
    server: strings.sourceServer,
    measured: strings.sourceMeasured,
    hand: strings.sourceHand,
    unknown: strings.sourceUnknown,
  };
  const parameters = Object.entries(run.parameters).map(([name, value]) => `${name} ${value}`);
  return (
    <div class="run-details">
      <div class="actions">
        <Button onClick={() => onCommand('llp.openAnswer')}>{strings.openAnswer}</Button>
        {run.status === 'complete' && <Button onClick={() => onCommand('llp.ingest')}>{strings.giveScore}</Button>}
        {run.hasRawLog && <Button onClick={() => onCommand('llp.openRawLog')}>{strings.openLog}</Button>}
        <Button onClick={() => onCommand('llp.runAgain')}>{strings.runAgain}</Button>
        <Button onClick={onCompare}>{strings.compareOther}</Button>
      </div>
      {run.error !== null && <p class="error">{run.error}</p>}
      {known.length > 0 && (
        <table class="stats">
          <thead>
            <tr>
              <th scope="col">{strings.figure}</th>
              <th scope="col" class="figure">
                {strings.value}
              </th>
              <th scope="col">{strings.source}</th>
            </tr>
          </thead>
          <tbody>
            {known.map(([name, label]) => {
              const value = run.stats[name];
              return (
                <tr key={name}>
                  <th scope="row">{label}</th>
                  <td class="figure">
                    {typeof value === 'number' ? number(value, 2) : <Inert text={String(value)} />}
                  </td>
                  <td>{sources[run.stats.sources?.[name] ?? 'unknown']}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
      {parameters.length > 0 && (
        <p>
          <span class="dim">{strings.sentWith}:</span> {parameters.join(' · ')}
        </p>
      )}
      {run.rig !== null && (
        <p>
          <span class="dim">{strings.ranOn}:</span> <Inert text={rigLine(run.rig)} />
        </p>
      )}
      {run.score && giversText(run.score, strings) !== '' && (
        <p>
          <span class="dim">{strings.score}:</span> {giversText(run.score, strings)}
        </p>
      )}
      {checked.map(({ id, verdicts }) => (
        <div key={id}>
          <span class="dim">
            <Inert text={id} />
          </span>
          <Verdicts {...{ verdicts, strings }} />
        </div>
      ))}
      {run.score && run.score.note !== '' && (
        <p>
          <span class="dim">{strings.scoreNote}:</span> <Inert text={run.score.note} />
        </p>
      )}
    </div>
  );
}

function statusText(status: RunStatus, strings: DetailsStrings): string {
  const texts: Record<RunStatus, string> = {
    running: strings.statusRunning,
    complete: strings.statusComplete,
    truncated: strings.statusTruncated,
    cancelled: strings.statusCancelled,
    failed: strings.statusFailed,
  };
  return texts[status];
}

function tierTitle({ tier, missing }: RunSummary, strings: DetailsStrings): string {
  return [tierTexts(tier, strings)[1], ...missing.map((fact) => missingFactText(fact, strings))].join('\n');
}

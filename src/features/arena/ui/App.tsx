import type { VNode } from 'preact';
import { useCallback, useEffect, useLayoutEffect, useMemo, useState } from 'preact/hooks';
import { saveState, savedState } from '../../../ui/client';
import { counted } from '../../../ui/counted';
import { isTextField, keepFocus, trackFocus } from '../../../ui/focus';
import { Icon } from '../../../ui/Icon';
import { Button } from '../../../ui/toolkit';
import { Waiting } from '../../../ui/Waiting';
import type { ArenaContent } from '../protocol';
import type { ArenaStrings } from '../strings';
import { Bracket } from './Bracket';
import { commandOf, reasonKeys, type Command } from './keys';
import { Asked, Pair, Rubric } from './Pair';
import { Ratings } from './Ratings';
import { RevealedPair } from './Revealed';
import type { ArenaRpc } from './rpc';
import { Voting } from './voting';

export interface ArenaEvents {
  show: (content: ArenaContent) => void;
}

interface Props {
  rpc: ArenaRpc;
  strings: ArenaStrings;
  events: ArenaEvents;
}

type Aside = 'prompt' | 'rubric' | null;

export function App({ rpc, strings, events }: Props): VNode {
  const [, draw] = useState(0);
  const [practice, setPractice] = useState<boolean | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [aside, setAside] = useState<Aside>(savedState<{ aside: Aside }>().aside ?? null);
  const [asking, setAsking] = useState(false);
  const [tab, setTab] = useState<'compare' | 'ratings' | 'bracket'>('compare');
  const voting = useMemo(
    () =>
      new Voting({ vote: (verdict) => rpc.request('vote', verdict), undo: () => rpc.request('undo', null) }, () =>
        draw((count) => count + 1),
      ),
    [rpc],
  );
  const show = useCallback(
    ({ practice: isPractice, ...content }: ArenaContent) => {
      setPractice(isPractice);
      setProblem(null);
      voting.show(content);
    },
    [voting],
  );
  const fail = useCallback((error: Error) => setProblem(error.message), []);
  const load = useCallback(() => void rpc.request('ready', null).then(show, fail), [rpc, show, fail]);
  events.show = show;
  useEffect(load, [load]);
  useEffect(() => trackFocus((where) => rpc.notify('focus', where)), [rpc]);
  useEffect(() => keepFocus(() => document.querySelector<HTMLElement>('main')), [practice === null]);
  useEffect(() => saveState({ ...savedState(), aside }), [aside]);

  const run = useCallback(
    (command: Command): void => {
      const toggle = (which: 'prompt' | 'rubric'): void => setAside((now) => (now === which ? null : which));
      if (command.kind === 'skip-ask') setAsking(true);
      else if (command.kind === 'prompt' || command.kind === 'rubric') toggle(command.kind);
      else if (command.kind === 'back') {
        setAsking(false);
        setAside(null);
      } else {
        setAsking(false);
        voting.press(command);
      }
    },
    [voting],
  );
  // Before it is painted: what is seen to ask for a key takes it.
  useLayoutEffect(() => {
    if (tab !== 'compare' || practice === null) return undefined;
    const onKey = (event: KeyboardEvent): void => {
      if (isTextField(document.activeElement) || document.activeElement instanceof HTMLSelectElement) return;
      const command = commandOf(event, asking);
      if (!command) return;
      event.preventDefault();
      run(command);
    };
    // At once, not with the next drawing: the keys of a quick hand come closer together than frames.
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [run, asking, tab, practice]);

  if (practice === null) return <Waiting {...{ problem, strings }} onRetry={load} />;
  const { current, pairs } = voting;
  const openLink = (url: string): void => void rpc.request('openLink', url).catch(fail);
  const said = problem ?? voting.problem;
  return (
    <main class="arena" tabIndex={-1} data-votes={voting.votes} data-busy={voting.busy}>
      <header>
        <h1>
          {strings.title}
          {practice && (
            <span class="tag" title={strings.practiceHint}>
              <Icon name="beaker" /> {strings.practice}
            </span>
          )}
        </h1>
        <span class="dim progress">
          {[
            counted(voting.votes, strings.oneVote, strings.votesCast),
            counted(voting.open, strings.onePairOpen, strings.pairsOpen),
          ].join(' · ')}
        </span>
        <div class="switch" role="group">
          <button type="button" aria-pressed={tab === 'compare'} onClick={() => setTab('compare')}>
            {strings.compare}
          </button>
          <button type="button" aria-pressed={tab === 'ratings'} onClick={() => setTab('ratings')}>
            {strings.ratings}
          </button>
          <button type="button" aria-pressed={tab === 'bracket'} onClick={() => setTab('bracket')}>
            {strings.bracket}
          </button>
        </div>
      </header>
      {said !== null && (
        <div role="alert" class="problem">
          {said} <Button onClick={load}>{strings.retry}</Button>
        </div>
      )}
      {tab === 'ratings' && <Ratings {...{ rpc, strings }} votes={voting.votes} onFail={fail} />}
      {tab === 'bracket' && <Bracket {...{ rpc, strings }} votes={voting.votes} onFail={fail} />}
      {tab === 'compare' && (
        <>
          {aside === 'prompt' && current && <Asked pair={current} strings={strings} onLink={openLink} />}
          {aside === 'rubric' && current && <Rubric pair={current} strings={strings} />}
          <div class="pairs">
            {pairs.slice(0, 2).map((pair, index) => (
              <Pair key={pair.token} pair={pair} hidden={index > 0} strings={strings} onLink={openLink} />
            ))}
            {!current && (
              <div class="empty" role="status">
                <h2>{voting.busy ? strings.choosing : strings.done}</h2>
                {!voting.busy && <p>{strings.doneHint}</p>}
              </div>
            )}
          </div>
          <footer>
            {asking ? (
              <Reasons strings={strings} run={run} />
            ) : (
              <Votes
                strings={strings}
                run={run}
                can={{ vote: current !== null, undo: voting.undoable }}
                aside={aside}
              />
            )}
            <RevealedPair last={voting.last} strings={strings} />
          </footer>
        </>
      )}
    </main>
  );
}

interface VotesProps {
  strings: ArenaStrings;
  run: (command: Command) => void;
  can: { vote: boolean; undo: boolean };
  aside: Aside;
}

function Votes({ strings, run, can, aside }: VotesProps): VNode {
  const choices: [label: string, key: string, command: Command, able: boolean][] = [
    [strings.leftBetter, '←', { kind: 'vote', outcome: 'left' }, can.vote],
    [strings.tie, 'T', { kind: 'vote', outcome: 'tie' }, can.vote],
    [strings.bothBad, 'B', { kind: 'vote', outcome: 'both_bad' }, can.vote],
    [strings.rightBetter, '→', { kind: 'vote', outcome: 'right' }, can.vote],
    [strings.skip, 'S', { kind: 'skip-ask' }, can.vote],
    [strings.undo, 'U', { kind: 'undo' }, can.undo],
  ];
  const toggles: ['prompt' | 'rubric', string][] = [
    ['prompt', 'P'],
    ['rubric', 'R'],
  ];
  return (
    <div class="buttons">
      {choices.map(([label, key, command, able]) => (
        <KeyButton key={label} label={label} shortcut={key} disabled={!able} onPress={() => run(command)} />
      ))}
      {toggles.map(([which, key]) => (
        <KeyButton
          key={which}
          label={strings[which]}
          shortcut={key}
          pressed={aside === which}
          onPress={() => run({ kind: which })}
        />
      ))}
    </div>
  );
}

function Reasons({ strings, run }: { strings: ArenaStrings; run: (command: Command) => void }): VNode {
  const labels = {
    same: strings.skipSame,
    broken: strings.skipBroken,
    recognised: strings.skipRecognised,
    'cannot-tell': strings.skipCannotTell,
    other: strings.skipOther,
  };
  return (
    <div class="buttons" role="group" aria-label={strings.whySkip}>
      <span>{strings.whySkip}</span>
      {reasonKeys.map((reason, index) => (
        <KeyButton
          key={reason}
          label={labels[reason]}
          shortcut={String(index + 1)}
          onPress={() => run({ kind: 'skip', reason })}
        />
      ))}
      <KeyButton label={strings.cancel} shortcut="Esc" onPress={() => run({ kind: 'back' })} />
    </div>
  );
}

interface KeyButtonProps {
  label: string;
  shortcut: string;
  disabled?: boolean;
  pressed?: boolean;
  onPress: () => void;
}

function KeyButton({ label, shortcut, disabled = false, pressed, onPress }: KeyButtonProps): VNode {
  return (
    <button
      type="button"
      class="key-button"
      disabled={disabled}
      {...(pressed === undefined ? {} : { 'aria-pressed': pressed })}
      onClick={(event) => {
        // The keyboard stays with the page, not with a button that the next key would press.
        event.currentTarget.blur();
        onPress();
      }}
    >
      {label} <kbd>{shortcut}</kbd>
    </button>
  );
}

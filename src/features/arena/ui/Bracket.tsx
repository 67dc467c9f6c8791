import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { number } from '../../../ui/format';
import { Inert } from '../../../ui/Inert';
import { fill } from '../../../ui/strings';
import type { ArenaBracket, BracketMatch } from '../protocol';
import type { ArenaStrings } from '../strings';
import type { ArenaRpc } from './rpc';

interface BracketProps {
  rpc: ArenaRpc;
  strings: ArenaStrings;
  votes: number;
  onFail: (error: Error) => void;
}

/** A knock-out or Swiss tournament of the votes so far, round by round from left to right. */
export function Bracket({ rpc, strings, votes, onFail }: BracketProps): VNode {
  const [kind, setKind] = useState<'knock-out' | 'swiss'>('knock-out');
  const [shown, setShown] = useState<ArenaBracket | null>(null);
  useEffect(() => {
    rpc.request('bracket', { kind }).then(setShown, onFail);
  }, [rpc, kind, votes, onFail]);
  const kinds: ['knock-out' | 'swiss', string][] = [
    ['knock-out', strings.knockOut],
    ['swiss', strings.swiss],
  ];
  return (
    <div class="ratings">
      <div class="switch" role="group" aria-label={strings.bracket}>
        {kinds.map(([which, label]) => (
          <button key={which} type="button" aria-pressed={kind === which} onClick={() => setKind(which)}>
            {label}
          </button>
        ))}
      </div>
      {shown && shown.rounds.length === 0 && (
        <div class="empty">
          <h2>{strings.noRatings}</h2>
          <p>{strings.noRatingsHint}</p>
        </div>
      )}
      {shown && shown.rounds.length > 0 && (
        <>
          <p class="dim">{kind === 'swiss' ? strings.swissHint : strings.knockOutHint}</p>
          <div class={`bracket ${kind}`} tabIndex={0} role="region" aria-label={strings.bracket}>
            {shown.rounds.map((round, index) => (
              <section key={index} class="round">
                <h2>{fill(strings.round, index + 1)}</h2>
                <ol>
                  {round.map((match, place) => (
                    <li key={place}>
                      <MatchBox match={match} strings={strings} />
                    </li>
                  ))}
                </ol>
              </section>
            ))}
            <Outcome shown={shown} strings={strings} />
          </div>
        </>
      )}
    </div>
  );
}

function MatchBox({ match, strings }: { match: BracketMatch; strings: ArenaStrings }): VNode {
  const { a, b, points, winner, by } = match;
  const sides: [string, number][] =
    b === null
      ? [[a, points[0]]]
      : [
          [a, points[0]],
          [b, points[1]],
        ];
  return (
    <div class="match">
      {sides.map(([name, gained]) => (
        <div key={name} class={name === winner ? 'side won' : 'side'}>
          <span class="name">
            <Inert text={name} />
          </span>
          <span class="figure">{by === 'bye' ? strings.bye : number(gained)}</span>
        </div>
      ))}
      {by === 'rating' && <div class="dim note">{strings.byRating}</div>}
      {by === 'votes' && winner === null && <div class="dim note">{strings.draw}</div>}
    </div>
  );
}

/** Who has won the knock-out, or the table of the Swiss tournament. */
function Outcome({ shown, strings }: { shown: ArenaBracket; strings: ArenaStrings }): VNode | null {
  const final = shown.rounds.at(-1)?.[0];
  if (shown.standings.length === 0 && !final?.winner) return null;
  return (
    <section class="round outcome">
      <h2>{shown.standings.length > 0 ? strings.standings : strings.champion}</h2>
      <ol>
        {shown.standings.length === 0 ? (
          <li>
            <div class="match">
              <div class="side won">
                <Inert text={final?.winner ?? ''} />
              </div>
            </div>
          </li>
        ) : (
          shown.standings.map(({ id, points }) => (
            <li key={id} class="side">
              <span class="name">
                <Inert text={id} />
              </span>
              <span class="figure">{number(points)}</span>
            </li>
          ))
        )}
      </ol>
    </section>
  );
}

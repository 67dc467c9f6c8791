import type { VNode } from 'preact';
import { Fragment } from 'preact';
import { useState } from 'preact/hooks';
import { memoryText } from '../../../model/rig';
import type { VerdictBot } from '../../../model/verdict';
import { number } from '../../../ui/format';
import { Inert } from '../../../ui/Inert';
import type { VerdictContent } from '../protocol';
import type { VerdictStrings } from '../strings';
import type { VerdictRpc } from './rpc';

interface Props extends Pick<VerdictContent, 'verdict' | 'titles'> {
  rpc: VerdictRpc;
  strings: VerdictStrings;
  onFail: (error: Error) => void;
}

/** The bots that were compared, the kept one first, each with what is behind it. */
export function Bots({ rpc, strings, verdict, titles, onFail }: Props): VNode {
  const [shown, setShown] = useState<number | null>(null);
  const { keep, equal, worse } = verdict;
  const rows: [VerdictBot, string][] = [
    ...(keep ? [keep] : []).map((bot): [VerdictBot, string] => [bot, strings.kept]),
    ...equal.map((bot): [VerdictBot, string] => [bot, strings.equal]),
    ...worse.map((bot): [VerdictBot, string] => [bot, strings.worse]),
  ];
  return (
    <section>
      <h2>{strings.bots}</h2>
      <div class="table" tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th aria-hidden="true" />
              <th>{strings.bot}</th>
              <th class="figure">{strings.points}</th>
              <th>{strings.interval}</th>
              <th class="figure">{strings.behind}</th>
              <th class="figure">{strings.speed}</th>
              <th class="figure">{strings.memoryNeeded}</th>
              <th class="figure">{strings.answers}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(([bot, label]) => (
              <Fragment key={bot.botId}>
                <tr class={bot === keep ? 'kept' : ''}>
                  <td>
                    <span class="label">{label}</span>
                  </td>
                  <td>
                    <button
                      type="button"
                      class="link"
                      title={strings.details}
                      onClick={() => void rpc.request('details', bot.botId).catch(onFail)}
                    >
                      <Inert text={bot.bot} />
                    </button>
                  </td>
                  <td class="figure">{bot.points === null ? '–' : number(bot.points, 1, true)}</td>
                  <td>
                    <Whisker bot={bot} />
                  </td>
                  <td class="figure">{bot.behind === null ? '–' : number(bot.behind, 1, true)}</td>
                  <td class="figure">{bot.tokensPerSecond === null ? '–' : number(bot.tokensPerSecond, 1, true)}</td>
                  <td class="figure">{bot.memory ? memoryText(bot.memory.weights + (bot.memory.cache ?? 0)) : '–'}</td>
                  <td class="figure">
                    <button
                      type="button"
                      class="link"
                      aria-expanded={shown === bot.botId}
                      title={shown === bot.botId ? strings.hide : strings.show}
                      onClick={() => setShown(shown === bot.botId ? null : bot.botId)}
                    >
                      {number(bot.answers.length)}
                    </button>
                  </td>
                </tr>
                {shown === bot.botId && (
                  <tr>
                    <td />
                    <td colSpan={7}>
                      <Answers bot={bot} {...{ rpc, strings, titles, onFail }} />
                    </td>
                  </tr>
                )}
              </Fragment>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Answers({ bot, rpc, strings, titles, onFail }: Omit<Props, 'verdict'> & { bot: VerdictBot }): VNode {
  return (
    <ul class="answers">
      {bot.answers.map(({ runId, category, prompt, kind, share }) => (
        <li key={runId}>
          <button type="button" class="link" onClick={() => void rpc.request('openAnswer', runId).catch(onFail)}>
            <Inert text={titles[`${category}/${prompt}`] ?? prompt} />
          </button>{' '}
          <span class="dim">
            {number(share, 0)} % · {strings[kind]}
          </span>
        </li>
      ))}
    </ul>
  );
}

const width = 160;

/** The interval as a line with the points on it, from 0 to 100. */
function Whisker({ bot: { points, interval } }: { bot: VerdictBot }): VNode | null {
  if (points === null || !interval) return null;
  const x = (value: number): number => 5 + ((width - 10) * value) / 100;
  const [low, high] = interval;
  const text = `${number(low, 0)}–${number(high, 0)}`;
  return (
    <span class="range">
      <svg width={width} height={14} aria-hidden="true">
        <line class="scale" x1={x(0)} x2={x(100)} y1={7} y2={7} />
        <line class="whisker" x1={x(low)} x2={x(high)} y1={7} y2={7} />
        <circle class="middle" cx={x(points)} cy={7} r={4} />
      </svg>
      <span class="figure">{text}</span>
    </span>
  );
}

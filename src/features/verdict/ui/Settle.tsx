import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { Inert } from '../../../ui/Inert';
import { fill } from '../../../ui/strings';
import { Button } from '../../../ui/toolkit';
import type { VerdictContent } from '../protocol';
import type { VerdictStrings } from '../strings';
import type { VerdictRpc } from './rpc';

interface Props extends Pick<VerdictContent, 'verdict' | 'settling'> {
  rpc: VerdictRpc;
  strings: VerdictStrings;
  onShow: (content: VerdictContent) => void;
  onFail: (error: Error) => void;
}

/** What can be done about it: score what settles it, run more, take the verdict along. */
export function Settle({ rpc, strings, verdict, settling, onShow, onFail }: Props): VNode {
  const [minutes, setMinutes] = useState(60);
  const settle = (time: number): void => void rpc.request('settle', { minutes: time }).then(onShow, onFail);
  const question = settling?.question;
  const left = settling ? Math.min(verdict.minutesLeft ?? Infinity, minutesTo(settling.until)) : verdict.minutesLeft;
  return (
    <section class="settle">
      <div class="buttons">
        {settling ? (
          <Button onClick={() => settle(0)}>{strings.stop}</Button>
        ) : (
          !verdict.decided && (
            <>
              <Button appearance="primary" onClick={() => settle(minutes)}>
                {strings.settle}
              </Button>
              <label>
                {strings.minutes}
                <input
                  type="number"
                  min={1}
                  max={600}
                  value={minutes}
                  onChange={(event) => setMinutes(Math.max(1, event.currentTarget.valueAsNumber || 60))}
                />
              </label>
            </>
          )
        )}
        {!verdict.decided && left !== null && Number.isFinite(left) && (
          <span class="dim left">{fill(strings.minutesLeft, String(left))}</span>
        )}
        <span class="gap" />
        <Button onClick={() => void rpc.request('copy', null).catch(onFail)}>{strings.copy}</Button>
        <Button onClick={() => void rpc.request('save', 'html').catch(onFail)}>{strings.savePage}</Button>
        <Button onClick={() => void rpc.request('save', 'svg').catch(onFail)}>{strings.saveImage}</Button>
      </div>
      {settling && (
        <p class="question" role="status">
          <Inert text={question ? fill(strings.waitingFor, question.bot, question.prompt) : strings.noQuestion} />{' '}
          {!question && (
            <Button onClick={() => void rpc.request('runMore', null).catch(onFail)}>{strings.runMore}</Button>
          )}
        </p>
      )}
    </section>
  );
}

function minutesTo(until: number): number {
  return Math.max(0, Math.ceil((until - Date.now()) / 60_000));
}

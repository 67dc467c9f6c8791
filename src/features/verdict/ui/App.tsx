import type { VNode } from 'preact';
import { useCallback, useEffect, useState } from 'preact/hooks';
import type { VerdictWishes } from '../../../model/verdict';
import { saveState } from '../../../ui/client';
import { keepFocus, trackFocus } from '../../../ui/focus';
import { Icon } from '../../../ui/Icon';
import { Inert } from '../../../ui/Inert';
import { fill } from '../../../ui/strings';
import { Button } from '../../../ui/toolkit';
import { Waiting } from '../../../ui/Waiting';
import type { AsideRow, VerdictContent } from '../protocol';
import type { VerdictStrings } from '../strings';
import { Bots } from './Bots';
import type { VerdictRpc } from './rpc';
import { Settle } from './Settle';
import { Wishes } from './Wishes';

export interface VerdictEvents {
  show: (content: VerdictContent) => void;
}

interface Props {
  rpc: VerdictRpc;
  strings: VerdictStrings;
  events: VerdictEvents;
}

export function App({ rpc, strings, events }: Props): VNode {
  const [content, setContent] = useState<VerdictContent | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const show = useCallback((made: VerdictContent) => {
    setContent(made);
    setProblem(null);
    saveState({ wishes: made.verdict.wishes });
  }, []);
  const fail = useCallback((error: Error) => setProblem(error.message), []);
  const load = useCallback(() => void rpc.request('ready', null).then(show, fail), [rpc, show, fail]);
  events.show = show;
  useEffect(load, [load]);
  useEffect(() => trackFocus((where) => rpc.notify('focus', where)), [rpc]);
  useEffect(() => keepFocus(() => document.querySelector<HTMLElement>('main')), [content === null]);

  if (!content) return <Waiting {...{ problem, strings }} onRetry={load} />;
  const { verdict, titles, settling } = content;
  const { sentences, sure, decided, keep, practice, overturn, weights } = verdict;
  const ask = (wishes: VerdictWishes): void => void rpc.request('ask', wishes).then(show, fail);
  const [first = '', ...rest] = sentences;
  const percent = Math.floor(Math.min(99.9, sure * 100));
  return (
    <main class="verdict" tabIndex={-1} data-decided={decided} data-keep={keep?.bot ?? ''}>
      <header>
        <h1>
          {strings.title}
          {practice && (
            <span class="tag" title={strings.practiceHint}>
              <Icon name="beaker" /> {strings.practice}
            </span>
          )}
        </h1>
        <Wishes wishes={verdict.wishes} strings={strings} onAsk={ask} />
      </header>
      {problem !== null && (
        <div role="alert" class="problem">
          {problem} <Button onClick={load}>{strings.retry}</Button>
        </div>
      )}
      <section class="answer" aria-live="polite">
        <p class="first">
          <Inert text={first} />
        </p>
        {keep && verdict.equal.length + verdict.worse.length > 0 && (
          <div class="sure" data-decided={decided}>
            <meter min={0} max={100} value={percent} aria-label={strings.sure} />
            <span>{fill(strings.percentSure, String(percent))}</span>
            <strong>{decided ? strings.decided : strings.notDecided}</strong>
          </div>
        )}
        {rest.map((sentence) => (
          <p key={sentence}>
            <Inert text={sentence} />
          </p>
        ))}
      </section>
      {keep && <Settle {...{ rpc, strings, verdict, settling }} onShow={show} onFail={fail} />}
      {keep && <Bots {...{ rpc, strings, verdict, titles }} onFail={fail} />}
      <List title={strings.overturn} items={overturn} />
      <List title={strings.parked} items={verdict.parked.map(inLine)} />
      <List title={strings.open} items={verdict.open.map(inLine)} />
      <List
        title={strings.counts}
        items={weights.map(({ title, share }) => fill(strings.ofPoints, title, String(Math.round(share))))}
      />
    </main>
  );
}

function inLine({ bot, reason }: AsideRow): string {
  return `${bot}: ${reason}`;
}

function List({ title, items }: { title: string; items: string[] }): VNode | null {
  if (items.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      <ul>
        {items.map((item) => (
          <li key={item}>
            <Inert text={item} />
          </li>
        ))}
      </ul>
    </section>
  );
}

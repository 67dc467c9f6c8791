import type { VNode } from 'preact';
import { useCallback, useEffect, useState } from 'preact/hooks';
import { Button, Checkbox } from '../../../ui/toolkit';
import { saveState, savedState } from '../../../ui/client';
import { keepFocus, trackFocus } from '../../../ui/focus';
import { Icon } from '../../../ui/Icon';
import { Inert } from '../../../ui/Inert';
import { Waiting } from '../../../ui/Waiting';
import type { DetailsContent, DetailsHost } from '../protocol';
import type { DetailsStrings } from '../strings';
import type { DetailsRpc } from './rpc';
import { Facts } from './Facts';
import { Notes } from './Notes';
import { Runs } from './Runs';

export interface DetailsEvents {
  show: (content: DetailsContent) => void;
}

interface Props {
  rpc: DetailsRpc;
  strings: DetailsStrings;
  events: DetailsEvents;
}

export function App({ rpc, strings, events }: Props): VNode {
  const [content, setContent] = useState<DetailsContent | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const show = useCallback((next: DetailsContent) => {
    setContent(next);
    setProblem(null);
    saveState({ ...savedState(), botId: next.bot.id });
  }, []);
  const fail = useCallback((error: Error) => setProblem(error.message), []);
  const load = useCallback(() => void rpc.request('ready', null).then(show, fail), [rpc, show, fail]);
  events.show = show;
  useEffect(load, [load]);
  useEffect(() => trackFocus((where) => rpc.notify('focus', where)), [rpc]);
  useEffect(() => keepFocus(() => document.querySelector<HTMLElement>('.actions vscode-button')), [content === null]);

  if (!content) {
    return <Waiting {...{ problem, strings }} onRetry={load} />;
  }
  const { bot } = content;
  const forBot = (command: Parameters<DetailsHost['forBot']>[0]['command']): void =>
    void rpc.request('forBot', { command }).catch(fail);
  return (
    <main class="details">
      <header>
        <h1>
          <Inert text={bot.name} />
          {bot.practice && (
            <span class="tag" title={strings.practiceHint}>
              <Icon name="beaker" /> {strings.practice}
            </span>
          )}
        </h1>
        <div class="actions">
          <Button appearance="primary" onClick={() => forBot('llp.ingest')}>
            {strings.ingest}
          </Button>
          <Button onClick={() => forBot('llp.conduct')}>{strings.conduct}</Button>
          <Button onClick={() => forBot('llp.editParameters')}>{strings.editParameters}</Button>
          <Checkbox
            checked={content.follows}
            title={strings.followHint}
            onChange={(follows) => {
              setContent({ ...content, follows });
              rpc.request('follow', follows).catch(fail);
            }}
          >
            {strings.follow}
          </Checkbox>
        </div>
      </header>
      {problem !== null && (
        <div role="alert" class="problem">
          {problem}
        </div>
      )}
      <div class="cards">
        <Facts content={content} strings={strings} />
        <Notes
          key={bot.id}
          strings={strings}
          notes={bot.notes}
          onType={(text) => rpc.notify('typeNotes', { botId: bot.id, text })}
          onSave={(text) => rpc.request('setNotes', { botId: bot.id, text }).catch(fail)}
        />
      </div>
      <Runs key={bot.id} content={content} strings={strings} rpc={rpc} fail={fail} />
    </main>
  );
}

import '../../../ui/base.css';
import './board.css';
import { connect, pageData } from '../../../ui/client';
import { onExportKey } from '../../../ui/exportKey';
import type { HeldKeys } from '../../../ui/heldKeys';
import { mount } from '../../../ui/mount';
import type { LeaderboardHost, LeaderboardUi } from '../protocol';
import type { FirstScreen } from '../first';
import type { LeaderboardStrings } from '../strings';
import type { CommonHostMethods } from '../../../ui/methods';
import type { BoardContent } from '../protocol';
import { App, type BoardEvents } from './App';

const { strings, first } = pageData<{ strings: LeaderboardStrings; first: FirstScreen | null }>();
const events: BoardEvents = {
  show: () => undefined,
  patch: () => undefined,
  certainty: () => undefined,
  beside: () => undefined,
  select: () => undefined,
};

const rpc = connect<LeaderboardUi, LeaderboardHost & CommonHostMethods<BoardContent>>({
  show: (content) => events.show(content),
  patch: (patch) => events.patch(patch),
  certainty: (certainty) => events.certainty(certainty),
  beside: (beside) => events.beside(beside),
  select: (botId) => events.select(botId),
});
onExportKey(() => rpc.notify('exportResults', null));
const { heldKeys } = window as { heldKeys?: HeldKeys };
mount(<App {...{ rpc, strings, first, events, heldKeys }} />, (message) => rpc.notify('failed', message), 'later');

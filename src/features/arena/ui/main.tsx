import '../../../ui/base.css';
import '../../../ui/markdown.css';
import './arena.css';
import type { CommonHostMethods } from '../../../ui/methods';
import { connect, pageData } from '../../../ui/client';
import { onExportKey } from '../../../ui/exportKey';
import { mount } from '../../../ui/mount';
import type { ArenaContent, ArenaHost, ArenaUi } from '../protocol';
import type { ArenaStrings } from '../strings';
import { App, type ArenaEvents } from './App';

const { strings } = pageData<{ strings: ArenaStrings }>();
const events: ArenaEvents = { show: () => undefined };

const rpc = connect<ArenaUi, ArenaHost & CommonHostMethods<ArenaContent>>({
  show: (content) => events.show(content),
});
onExportKey(() => rpc.notify('exportResults', null));
mount(<App rpc={rpc} strings={strings} events={events} />, (message) => rpc.notify('failed', message));

import '../../../ui/base.css';
import '../../../ui/markdown.css';
import './scoring.css';
import type { CommonHostMethods } from '../../../ui/methods';
import { connect, pageData } from '../../../ui/client';
import { onExportKey } from '../../../ui/exportKey';
import { mount } from '../../../ui/mount';
import type { IngestContent, IngestHost, IngestUi } from '../protocol';
import type { IngestStrings } from '../strings';
import { App, type IngestEvents } from './App';

const { strings } = pageData<{ strings: IngestStrings }>();
const events: IngestEvents = { show: () => undefined, ghosts: () => undefined };

const rpc = connect<IngestUi, IngestHost & CommonHostMethods<IngestContent>>({
  show: (content) => events.show(content),
  ghosts: (news) => events.ghosts(news),
});
onExportKey(() => rpc.notify('exportResults', null));
mount(<App rpc={rpc} strings={strings} events={events} />, (message) => rpc.notify('failed', message));

import '../../../ui/base.css';
import './search.css';
import { connect, pageData } from '../../../ui/client';
import { onExportKey } from '../../../ui/exportKey';
import { mount } from '../../../ui/mount';
import type { CommonHostMethods } from '../../../ui/methods';
import type { SearchContent, SearchHost, SearchUi } from '../protocol';
import type { SearchStrings } from '../strings';
import { App, type SearchEvents } from './App';

const { strings } = pageData<{ strings: SearchStrings }>();
const events: SearchEvents = { type: () => undefined, changed: () => undefined };

const rpc = connect<SearchUi, SearchHost & CommonHostMethods<SearchContent>>({
  type: (query) => events.type(query),
  changed: (choices) => events.changed(choices),
});
onExportKey(() => rpc.notify('exportResults', null));
mount(<App rpc={rpc} strings={strings} events={events} />, (message) => rpc.notify('failed', message));

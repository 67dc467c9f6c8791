import '../../../ui/base.css';
import './details.css';
import type { CommonHostMethods } from '../../../ui/methods';
import { connect, pageData } from '../../../ui/client';
import { onExportKey } from '../../../ui/exportKey';
import { mount } from '../../../ui/mount';
import type { DetailsContent, DetailsHost, DetailsUi } from '../protocol';
import type { DetailsStrings } from '../strings';
import { App, type DetailsEvents } from './App';

const { strings } = pageData<{ strings: DetailsStrings }>();
const events: DetailsEvents = { show: () => undefined };

const rpc = connect<DetailsUi, DetailsHost & CommonHostMethods<DetailsContent>>({
  show: (content) => events.show(content),
});
onExportKey(() => rpc.notify('exportResults', null));
mount(<App rpc={rpc} strings={strings} events={events} />, (message) => rpc.notify('failed', message));

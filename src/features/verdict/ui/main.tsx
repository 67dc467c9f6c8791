import '../../../ui/base.css';
import './verdict.css';
import { connect, pageData } from '../../../ui/client';
import { onExportKey } from '../../../ui/exportKey';
import type { CommonHostMethods } from '../../../ui/methods';
import { mount } from '../../../ui/mount';
import type { VerdictContent, VerdictHost, VerdictUi } from '../protocol';
import type { VerdictStrings } from '../strings';
import { App, type VerdictEvents } from './App';

const { strings } = pageData<{ strings: VerdictStrings }>();
const events: VerdictEvents = { show: () => undefined };

const rpc = connect<VerdictUi, VerdictHost & CommonHostMethods<VerdictContent>>({
  show: (content) => events.show(content),
});
onExportKey(() => rpc.notify('exportResults', null));
mount(<App rpc={rpc} strings={strings} events={events} />, (message) => rpc.notify('failed', message));

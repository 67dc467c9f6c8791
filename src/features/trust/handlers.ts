import type { Commands } from '../../edge/commands';
import type { Session } from '../../edge/session';
import { manageKey } from './bundleKey';
import { exportBundle, importBundle } from './bundles';
import { showTrust } from './missing';
import { publishLogs, showMethodology, showSubmission } from './publish';
import { editRig } from './rigEditor';
import { verifyResult } from './verify';

type Ids =
  | 'llp.showTrust'
  | 'llp.editRig'
  | 'llp.verifyResult'
  | 'llp.exportBundle'
  | 'llp.importBundle'
  | 'llp.bundleKey'
  | 'llp.publishLogs'
  | 'llp.showMethodology'
  | 'llp.showSubmission';

/** What the commands of this feature do. */
export function trustHandlers(session: Session): Pick<Commands, Ids> {
  return {
    'llp.showTrust': async (target) => showTrust(await session.playground(), target),
    'llp.editRig': async (server) => editRig(await session.playground(), server),
    'llp.verifyResult': async (target) => verifyResult(await session.playground(), target),
    'llp.exportBundle': () => exportBundle(session),
    'llp.importBundle': (file) => importBundle(session, file),
    'llp.bundleKey': () => manageKey(session),
    'llp.publishLogs': async () => publishLogs(await session.playground()),
    'llp.showMethodology': async () => showMethodology(await session.playground()),
    'llp.showSubmission': async () => showSubmission(await session.playground()),
  };
}

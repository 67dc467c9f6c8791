import type { CommonHostMethods } from '../../../ui/methods';
import type { Rpc } from '../../../ui/rpc';
import type { VerdictContent, VerdictHost, VerdictUi } from '../protocol';

export type VerdictRpc = Rpc<VerdictUi, VerdictHost & CommonHostMethods<VerdictContent>>;

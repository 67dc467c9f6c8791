import type { CommonHostMethods } from '../../../ui/methods';
import type { Rpc } from '../../../ui/rpc';
import type { ArenaContent, ArenaHost, ArenaUi } from '../protocol';

export type ArenaRpc = Rpc<ArenaUi, ArenaHost & CommonHostMethods<ArenaContent>>;

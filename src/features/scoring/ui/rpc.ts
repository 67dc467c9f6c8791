import type { CommonHostMethods } from '../../../ui/methods';
import type { Rpc } from '../../../ui/rpc';
import type { IngestContent, IngestHost, IngestUi } from '../protocol';

export type IngestRpc = Rpc<IngestUi, IngestHost & CommonHostMethods<IngestContent>>;

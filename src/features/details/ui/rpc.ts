import type { CommonHostMethods } from '../../../ui/methods';
import type { Rpc } from '../../../ui/rpc';
import type { DetailsContent, DetailsHost, DetailsUi } from '../protocol';

export type DetailsRpc = Rpc<DetailsUi, DetailsHost & CommonHostMethods<DetailsContent>>;

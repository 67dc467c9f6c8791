import type { CommonHostMethods } from '../../../ui/methods';
import type { Rpc } from '../../../ui/rpc';
import type { SearchContent, SearchHost, SearchUi } from '../protocol';

export type SearchRpc = Rpc<SearchUi, SearchHost & CommonHostMethods<SearchContent>>;

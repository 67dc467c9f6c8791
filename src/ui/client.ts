import { Rpc, type Methods, type Wire } from './rpc';
import type { Strings } from './strings';
import { setLocale } from './format';
import { showLost } from './lost';
import { Silence } from './silence';
import type { PageStrings } from './pageStrings';

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}
declare function acquireVsCodeApi(): VsCodeApi;

// VS Code gives it out once; there is none where a page is only drawn as text.
const api = typeof acquireVsCodeApi === 'undefined' ? null : acquireVsCodeApi();

/** What the page was given as it was made. */
export function pageData<T extends { strings: Strings; first?: object | null }>(): T {
  setLocale(document.documentElement.lang);
  return JSON.parse(document.getElementById('data')?.textContent ?? '{}') as T;
}

/** Opens the channel to the panel. Call `ready` over it once the handlers can take their content. */
export function connect<Ui extends Methods, Host extends Methods>(handlers: Ui): Rpc<Ui, Host> {
  const { view, strings } = pageData<{ view: string; strings: PageStrings }>();
  const silence = new Silence(
    () => api?.postMessage({ kind: 'ping' } satisfies Wire),
    (isSilent) => showLost(isSilent, view, strings, savedState),
  );
  const rpc = new Rpc<Ui, Host>(
    (message) => {
      api?.postMessage(message);
      silence.sent();
    },
    handlers,
    (error) => console.error(error),
  );
  window.addEventListener('message', (event: MessageEvent<unknown>) => {
    silence.heard();
    void rpc.receive(event.data);
  });
  return rpc;
}

/** What VS Code keeps for this view while it is hidden and over a reload of the window. */
export function savedState<T extends object>(): Partial<T> {
  const state = api?.getState();
  return typeof state === 'object' && state !== null ? state : {};
}

export function saveState(state: object): void {
  api?.setState(state);
}

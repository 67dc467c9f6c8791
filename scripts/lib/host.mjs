// The one door to the browser VS Code: install it, start it, open it.
export { ensureHost } from './vscodeInstall.mjs';
export { startVsCode, calmSettings } from './vscodeServer.mjs';
export { openPage, workbenchUp } from './page.mjs';
export { node24, ensureNode24 } from './node24.mjs';

import { isTextField } from './focus';

/**
 * Ctrl+X (Cmd+X) exports, except where it cuts. VS Code in a browser does not hear of this key, on the desktop it does:
 * the page takes it for itself, so that it acts once.
 */
export function onExportKey(run: () => void): void {
  window.addEventListener(
    'keydown',
    (event) => {
      const isKey =
        (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'x';
      if (!isKey || isTextField(document.activeElement)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      run();
    },
    true,
  );
}

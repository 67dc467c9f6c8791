export type Where = 'none' | 'grid' | 'text';

/** Tells where the keyboard is: in no place of this page, in a text field, or elsewhere in it. Returns what ends that. */
export function trackFocus(report: (where: Where) => void): () => void {
  let last: Where | null = null;
  const check = (): void => {
    const where: Where = !document.hasFocus() ? 'none' : isTextField(document.activeElement) ? 'text' : 'grid';
    if (where !== last) report((last = where));
  };
  const later = (): void => void setTimeout(check, 0);
  const types = ['focusin', 'focusout'] as const;
  for (const type of types) document.addEventListener(type, later);
  window.addEventListener('focus', later);
  window.addEventListener('blur', later);
  check();
  return () => {
    for (const type of types) document.removeEventListener(type, later);
    window.removeEventListener('focus', later);
    window.removeEventListener('blur', later);
  };
}

/**
 * Gives the keyboard back to where it was when the view gets it, and to the view's main part the first time: VS Code
 * hands it to the page as a whole. Returns what ends that.
 */
export function keepFocus(main: () => HTMLElement | null): () => void {
  let last: HTMLElement | null = null;
  const remember = (event: FocusEvent): void => {
    last = event.target instanceof HTMLElement ? event.target : null;
  };
  const restore = (): void =>
    // After the click, if it was one, has put the focus where it wants it.
    void setTimeout(() => {
      if (document.hasFocus() && document.activeElement === document.body)
        (last?.isConnected ? last : main())?.focus({ preventScroll: true });
    }, 0);
  document.addEventListener('focusin', remember);
  window.addEventListener('focus', restore);
  restore();
  return () => {
    document.removeEventListener('focusin', remember);
    window.removeEventListener('focus', restore);
  };
}

/** Whether keys typed now are text. */
export function isTextField(element: Element | null): boolean {
  if (!element) return false;
  const name = element.localName;
  if (name === 'input') return !['checkbox', 'radio', 'button', 'range'].includes((element as HTMLInputElement).type);
  return name === 'textarea' || name === 'vscode-text-field' || name === 'vscode-text-area';
}

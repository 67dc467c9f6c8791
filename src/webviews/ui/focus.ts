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

/** Whether keys typed now are text. */
export function isTextField(element: Element | null): boolean {
  if (!element) return false;
  const name = element.localName;
  if (name === 'input') return !['checkbox', 'radio', 'button', 'range'].includes((element as HTMLInputElement).type);
  return name === 'textarea' || name === 'vscode-text-field' || name === 'vscode-text-area';
}

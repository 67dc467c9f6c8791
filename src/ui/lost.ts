import type { PageStrings } from './pageStrings';

/**
 * Says that nobody hears this page any more. The way out is a link to a command, as VS Code itself follows it: no message
 * would arrive. `state` is what the view is opened again with.
 */
export function showLost(isLost: boolean, view: string, strings: PageStrings, state: () => object): void {
  document.querySelector('.lost')?.remove();
  if (!isLost) return;
  const bar = document.createElement('div');
  bar.className = 'lost';
  bar.setAttribute('role', 'alert');
  const text = document.createElement('span');
  text.textContent = strings.lost;
  const link = document.createElement('a');
  link.textContent = strings.openAgain;
  const point = (): void => {
    link.href = `command:llp.reopenView?${encodeURIComponent(JSON.stringify([view, state()]))}`;
  };
  point();
  // With what was typed since.
  for (const type of ['pointerdown', 'focus']) link.addEventListener(type, point);
  bar.append(text, link);
  document.body.append(bar);
}

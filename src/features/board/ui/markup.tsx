import { renderToString } from 'preact-render-to-string';
import { Rpc } from '../../../ui/rpc';
import { setLocale } from '../../../ui/format';
import { assumePageSize } from '../../../ui/pageSize';
import type { MarkupOptions } from '../first';
import { App } from './App';

/**
 * The first screen as HTML, for the page to show before its script has run. Made in the extension host, so that it can
 * be painted as soon as VS Code has made room for it.
 */
export function boardMarkup({ strings, first, language, size }: MarkupOptions): string {
  setLocale(language);
  assumePageSize(size);
  const nowhere = {
    show: () => undefined,
    patch: () => undefined,
    certainty: () => undefined,
    beside: () => undefined,
    select: () => undefined,
  };
  const html = renderToString(<App {...{ strings, first }} rpc={new Rpc(() => undefined, nowhere)} events={nowhere} />);
  // A third of the text, and nobody can rest the mouse on a cell so soon.
  return html.replace(/ (?:title|data-vscode-context)="[^"]*"/g, '');
}

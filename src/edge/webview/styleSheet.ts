/**
 * HTML of our own in which no element has a `style`, which the page's policy forbids, but a mark instead; and the rules
 * for these marks. Quotation marks in texts are written as entities, so that none of them looks like an attribute.
 */
export function withStyleSheet(html: string): { html: string; css: string } {
  const names = new Map<string, number>();
  const changed = html.replace(/ style="([^"<>{}]*)"/g, (_, declarations: string) => {
    const name = names.get(declarations) ?? names.size;
    names.set(declarations, name);
    return ` data-style="${name}"`;
  });
  const css = [...names].map(([declarations, name]) => `[data-style="${name}"]{${declarations}}`).join('');
  return { html: changed, css };
}

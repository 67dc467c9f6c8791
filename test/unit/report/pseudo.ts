import { exportStrings, type ExportStrings } from '../../../src/exchange/strings';

/** A language in which each text stands in brackets behind its name, so that what is in none was left out. */
export const pseudoStrings = Object.fromEntries(
  Object.entries(exportStrings).map(([name, text]) => [name, `⟦${name}·${text}⟧`]),
) as ExportStrings;

export const pseudo = { tag: 'el', strings: pseudoStrings };

/**
 * Watches a page from now on: what it says in Latin letters outside of the brackets, even for a moment, and the names of
 * the texts that it has shown. What others have written is expected to be in other letters. As text, as the tests know
 * no browser.
 */
export const watch = `(() => {
  const left = new Set(), seen = new Set();
  globalThis.watched = { left, seen };
  const read = (pieces, where) => {
    let depth = 0, outside = '';
    for (const piece of pieces) {
      for (const [, name] of piece.matchAll(/⟦(\\w+)·/g)) seen.add(name);
      for (const sign of piece + '\\n') {
        if (sign === '⟦') depth++;
        else if (sign === '⟧') depth--;
        else if (depth === 0) outside += sign;
      }
    }
    if (depth !== 0) left.add(where + ': brackets that are not closed');
    for (const line of outside.split('\\n')) if (/\\p{Script=Latin}/u.test(line)) left.add(where + ': ' + line.trim());
  };
  const check = () => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const pieces = [];
    while (texts.nextNode()) {
      const { data, parentElement } = texts.currentNode;
      // The tables are SQL, and so is the word for a value that is not there.
      if (!parentElement.closest('script, noscript, .schema pre') && data !== 'null') pieces.push(data);
    }
    read(pieces, 'text');
    read([document.title], 'title');
    for (const name of ['aria-label', 'aria-description', 'aria-valuetext', 'title', 'placeholder', 'alt'])
      for (const element of document.querySelectorAll('[' + name + ']')) read([element.getAttribute(name)], name);
  };
  check();
  new MutationObserver(check).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
})()`;

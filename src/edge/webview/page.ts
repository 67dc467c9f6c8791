import { withStyleSheet } from './styleSheet';

export interface PageOptions {
  nonce: string;
  cspSource: string;
  /** The text of the page's own script and style sheets: in the page, as VS Code takes long to serve it files. */
  script: string;
  styles: string[];
  title: string;
  language: string;
  /** Handed to the page as it starts. */
  data: object;
  /** What the page shows before its script has run; our own HTML. */
  markup: string | null;
}

/** The page of a webview. Nothing may be loaded but our own script, styles and icon font; nothing may be sent. */
export function pageHtml(options: PageOptions): string {
  const { nonce, cspSource } = options;
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    `style-src ${cspSource} 'nonce-${nonce}'`,
    `font-src ${cspSource}`,
    `base-uri 'none'`,
    `form-action 'none'`,
  ].join('; ');
  const markup = withStyleSheet(options.markup ?? '');
  const styles = [...options.styles, markup.css]
    .map((text) => `<style nonce="${nonce}">${inertStyle(text)}</style>`)
    .join('\n  ');
  return `<!DOCTYPE html>
<html lang="${escapeHtml(options.language)}">
<head>
  <meta charset="utf-8">
  <meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">
  <!-- The element library asks here before it adds a style of its own. -->
  <meta property="csp-nonce" content="${nonce}">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${escapeHtml(options.title)}</title>
  ${styles}
  ${options.markup === null ? '' : `<script nonce="${nonce}">{${holdKeys}}</script>`}
</head>
<body>
  <div id="root"${options.markup === null ? '' : ' inert'}>${markup.html}</div>
  <script type="application/json" id="data" nonce="${nonce}">${inertJson(options.data)}</script>
  ${options.markup === null ? atOnce(options) : afterPaint(options)}
</body>
</html>`;
}

/** JSON that cannot end the script element it stands in. */
function inertJson(value: object): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/**
 * A page that is drawn before its script runs looks ready: keys that move in it are held until it is, in the order in
 * which they were pressed, and handed out by `releaseKeys`. Keys for VS Code, and those in fields, are left alone.
 */
const holdKeys = `
    const keys = [];
    const moves = /^(Arrow(Up|Down|Left|Right)|PageUp|PageDown|Home|End)$/;
    const hold = (event) => {
      const { key, code, ctrlKey, metaKey, altKey, shiftKey } = event;
      const active = document.activeElement;
      const free = !active || active === document.body || active.getAttribute('role') === 'grid';
      const plain = !ctrlKey && !metaKey && (key === 'Enter' || key === 'Escape' || [...key].length === 1);
      // Those handed out are no person's.
      if (!free || !event.isTrusted || event.isComposing || altKey || !(moves.test(key) || plain)) return;
      if (keys.length < 200) keys.push({ key, code, ctrlKey, metaKey, altKey, shiftKey });
      event.preventDefault();
    };
    addEventListener('keydown', hold, true);
    window.heldKeys = { keys, stop: () => removeEventListener('keydown', hold, true) };`;

function atOnce({ nonce, script }: PageOptions): string {
  return `<script nonce="${nonce}">${inertScript(script)}</script>`;
}

/** The script begins when the page has been painted; in a page that is not in sight, soon. */
function afterPaint({ nonce, script }: PageOptions): string {
  const begin = `
    const begin = () => {
      const text = document.getElementById('later');
      if (!text) return;
      const script = document.createElement('script');
      script.nonce = nonce;
      script.textContent = text.textContent;
      text.replaceWith(script);
    };
    const nonce = document.currentScript.nonce;
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = begin;
    requestAnimationFrame(() => port2.postMessage(null));
    setTimeout(begin, 500);`;
  return `<script type="text/plain" id="later">${inertScript(script)}</script>
  <script nonce="${nonce}">{${begin}
  }</script>`;
}

/** A script that cannot end its own element: these only stand in its strings, where a backslash changes nothing. */
function inertScript(text: string): string {
  return text.replace(/<(?=\/script|!--)/gi, '\\x3C');
}

function inertStyle(text: string): string {
  return text.replace(/<(?=\/style)/gi, '\\3C ');
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

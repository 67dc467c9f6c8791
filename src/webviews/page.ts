export interface PageOptions {
  nonce: string;
  cspSource: string;
  script: string;
  styles: string[];
  title: string;
  language: string;
  /** Handed to the page as it starts. */
  data: object;
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
  const styles = options.styles.map((href) => `<link rel="stylesheet" href="${escapeHtml(href)}">`).join('\n  ');
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
</head>
<body>
  <div id="root"></div>
  <script type="application/json" id="data" nonce="${nonce}">${inertJson(options.data)}</script>
  <script nonce="${nonce}" src="${escapeHtml(options.script)}"></script>
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

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

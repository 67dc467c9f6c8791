import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { releaseKeys, type HeldKeys } from '../../../src/ui/heldKeys';
import { pageHtml } from '../../../src/edge/webview/page';
import { fill, translate } from '../../../src/ui/strings';

const page = (data: object, markup: string | null = null): string =>
  pageHtml({
    nonce: 'abc123',
    cspSource: 'https://host.example',
    script: 'say("<!--<script></script>")',
    styles: ['a::after { content: "</style>" }'],
    title: 'Board <1>',
    language: 'vi',
    data,
    markup,
  });

describe('the page of a webview', () => {
  it('lets nothing in but its own script, styles and font', () => {
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(page({}))?.[1]?.replaceAll('&#39;', "'") ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'nonce-abc123'");
    expect(policy).not.toMatch(/unsafe|\*|connect-src|img-src|data:/);
  });

  it('carries data that cannot break out of its script element', () => {
    const html = page({ text: '</script><script>alert(1)</script>\u2028' });
    expect(html).not.toContain('<script>alert');
    const json = /id="data"[^>]*>(.*?)<\/script>/s.exec(html)?.[1] ?? '';
    expect(JSON.parse(json)).toEqual({ text: '</script><script>alert(1)</script>\u2028' });
    expect(html).toContain('Board &#60;1&#62;');
  });

  it('shows markup without any style attribute, and begins its script after that', () => {
    const html = page(
      {},
      '<p style="width: 3px;">&quot; style=&quot;a</p><p style="width: 3px;"></p><p style="top: 1px"></p>',
    );
    expect(html).toContain(
      'inert><p data-style="0">&quot; style=&quot;a</p><p data-style="0"></p><p data-style="1"></p></div>',
    );
    expect(html).toContain('<style nonce="abc123">[data-style="0"]{width: 3px;}[data-style="1"]{top: 1px}</style>');
    expect(html).toContain('<script type="text/plain" id="later">say(');
    expect(html.match(/<script nonce="abc123">/g)).toHaveLength(2);
    expect(page({})).not.toContain('keydown');
  });

  it('holds the keys pressed before its script runs, and hands them out in their order', async () => {
    const script = /<script nonce="abc123">(\{\s*const keys.*?)<\/script>/s.exec(page({}, '<p></p>'))?.[1] ?? '';
    type Event = { key: string; isTrusted: boolean; ctrlKey?: boolean; altKey?: boolean; preventDefault: () => void };
    let listener: ((event: Event) => void) | null = null;
    const prevented: string[] = [];
    const document = { body: {}, activeElement: null as object | null };
    const window: { heldKeys?: HeldKeys } = {};
    runInNewContext(script, {
      ...{ document, window },
      addEventListener: (_: string, added: (event: Event) => void) => (listener = added),
      removeEventListener: () => (listener = null),
    });
    const press = (key: string, changes: object = {}): void =>
      listener?.({ key, isTrusted: true, preventDefault: () => prevented.push(key), ...changes });
    press('ArrowDown');
    press('End', { ctrlKey: true });
    for (const key of ['Tab', 'F1', 'Shift']) press(key);
    press('l', { ctrlKey: true });
    document.activeElement = { getAttribute: () => null };
    press('Enter');
    document.activeElement = document.body;
    press('x');
    expect(prevented).toEqual(['ArrowDown', 'End', 'x']);
    const pressed: string[] = [];
    await releaseKeys(window.heldKeys, (key) => {
      press(key.key, { ...key, isTrusted: false });
      pressed.push(`${key.ctrlKey ? 'Ctrl+' : ''}${key.key}`);
      // While they are handed out, later ones wait behind them.
      if (key.key === 'ArrowDown') press('ArrowRight');
    });
    expect(pressed).toEqual(['ArrowDown', 'Ctrl+End', 'x', 'ArrowRight']);
    expect(listener).toBeNull();
  });

  it('carries a script and styles that do not end before their end', () => {
    const html = page({});
    const script = /<script nonce="abc123">(.*?)<\/script>/s.exec(html)?.[1] ?? '';
    expect(script).toBe('say("\\x3C!--<script>\\x3C/script>")');
    let said = '';
    runInNewContext(script, { say: (text: string) => (said = text) });
    expect(said).toBe('<!--<script></script>');
    expect(/<style nonce="abc123">(.*?)<\/style>/s.exec(html)?.[1]).toContain('\\3C /style>');
  });
});

describe('texts', () => {
  it('are translated one by one and filled in by place', () => {
    expect(translate({ hello: 'Hello' }, (text) => `${text}!`)).toEqual({ hello: 'Hello!' });
    expect(fill('{0} of {1}, {0} again, {2} missing', 3, 'five')).toBe('3 of five, 3 again, {2} missing');
  });
});

import { describe, expect, it } from 'vitest';
import { plainAddress } from '../../../src/edge/webview/address';

describe('an address that a model wrote', () => {
  it.each([
    ['https://example.org/a/b?c=d#e', 'https://example.org/a/b?c=d#e'],
    ['https://good.example%2F@evil.example/x', 'https://good.example%2F@evil.example/x'],
    ['https://good.example\\@evil.example/x', 'https://good.example/@evil.example/x'],
    ['https://g\u043e\u043egle.example/', 'https://xn--ggle-55da.example/'],
    ['https://example.org/\u202egpj.exe', 'https://example.org/%E2%80%AEgpj.exe'],
    ['https://example.org/a%2Fb?x=%26', 'https://example.org/a%2Fb?x=%26'],
    ['mailto:a@example.org?subject=\u202ex', 'mailto:a@example.org?subject=%E2%80%AEx'],
  ])('is shown as what it is: %s', (address, shown) => expect(plainAddress(address)).toBe(shown));

  it.each(['javascript:alert(1)', 'command:a.b', 'file:///etc/passwd', 'vscode://x/y', 'data:text/html,x', 'nothing'])(
    'is refused: %s',
    (address) => expect(() => plainAddress(address)).toThrow(/opened/),
  );
});

import * as assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { activeSession, extensionId } from './support';

interface Manifest {
  contributes: {
    commands: { command: string; title: string; category: string }[];
    keybindings: { command: string; key: string; when?: string }[];
    menus: Record<string, { command?: string; when?: string }[]>;
    views: Record<string, { id: string; icon?: string }[]>;
    viewsWelcome: { view: string; contents: string }[];
    configuration: {
      properties: Record<string, { default?: unknown; description?: string; markdownDescription?: string }>;
    };
  };
}

describe('the manifest', () => {
  const manifest = (): Manifest['contributes'] =>
    (vscode.extensions.getExtension(extensionId)?.packageJSON as Manifest).contributes;

  it('declares each command that exists, and no other', async () => {
    await activeSession();
    const registered = (await vscode.commands.getCommands(true)).filter((id) => /^llp\.[a-zA-Z]+$/.test(id));
    const declared = manifest().commands.map(({ command }) => command);
    assert.deepEqual(
      declared.filter((id) => !registered.includes(id)),
      [],
      'declared, but not registered',
    );
    assert.deepEqual(
      registered.filter((id) => !declared.includes(id)),
      [],
      'registered, but not declared',
    );
  });

  it('gives each command a title and our category', () => {
    for (const { title, category } of manifest().commands) {
      assert.match(title, /^[A-Z]/);
      assert.equal(category, 'LLP');
    }
  });

  it('takes no key outside its own views', () => {
    for (const { key, when = '' } of manifest().keybindings) {
      assert.match(when, /llp/, `${key} has no condition of ours`);
    }
  });

  it('gives VS Code its keys back where a person wants that', () => {
    const taken = manifest().keybindings.filter(({ key }) => /^ctrl\+[pbtx]$/.test(key));
    assert.ok(taken.length >= 4);
    // VS Code has multiplied some conditions out: then each alternative says it.
    const whole = /&& !config\.llp\.keyboard\.giveBackKeys$/;
    for (const { key, when = '' } of taken)
      for (const part of whole.test(when) ? [] : when.split(' || '))
        assert.match(part, /!config\.llp\.keyboard\.giveBackKeys/, `${key}: ${when}`);
    assert.equal(manifest().configuration.properties['llp.keyboard.giveBackKeys']?.default, false);
  });

  it('only refers to commands that exist', () => {
    const { commands, menus, viewsWelcome, keybindings } = manifest();
    const known = new Set(commands.map(({ command }) => command));
    const used = [
      ...Object.values(menus)
        .flat()
        .map(({ command }) => command ?? ''),
      ...keybindings.map(({ command }) => command),
      ...viewsWelcome.flatMap(({ contents }) =>
        [...contents.matchAll(/command:([\w.]+)/g)].map((match) => match[1] ?? ''),
      ),
    ].filter((id) => id.startsWith('llp.'));
    assert.deepEqual(
      used.filter((id) => !known.has(id)),
      [],
    );
  });

  it('describes each setting and gives it a default', () => {
    for (const [name, setting] of Object.entries(manifest().configuration.properties)) {
      assert.ok(setting.markdownDescription ?? setting.description, `${name} is not described`);
      assert.notEqual(setting.default, undefined, `${name} has no default`);
    }
  });

  it('has an icon on each view', () => {
    for (const view of Object.values(manifest().views).flat()) assert.ok(view.icon, view.id);
  });
});

import { describe, expect, it } from 'vitest';
import { manifestTexts, withKeys } from '../../../scripts/lib/l10n/manifest.mjs';

const welcome = (contents: string) => ({ view: 'llp.bots', contents });
const manifest = (...titles: string[]) => ({
  description: '%description%',
  contributes: {
    commands: titles.map((title, index) => ({ command: `llp.c${index}`, title, category: 'LLP' })),
    viewsWelcome: [welcome('No server'), welcome('No model')],
    configuration: {
      title: 'Local LLM Playground',
      properties: { 'llp.save': { enum: ['ask', 'never'], enumDescriptions: ['Ask.', 'Do not.'], default: 'ask' } },
    },
  },
});

describe('moving texts out of the manifest', () => {
  const first = withKeys(manifest('Run…', 'Stop'), { description: 'What it is' });

  it('gives each text a key that says where it belongs', () => {
    expect(manifestTexts(first.manifest, first.texts)).toEqual({
      description: 'What it is',
      'command.llp.c0.title': 'Run…',
      'command.llp.c1.title': 'Stop',
      'welcome.llp.bots.contents': 'No server',
      'welcome.llp.bots.contents.2': 'No model',
      'setting.llp.save.enumDescriptions.ask': 'Ask.',
      'setting.llp.save.enumDescriptions.never': 'Do not.',
    });
    expect(first.plain).toHaveLength(6);
  });

  it('leaves names, values and identifiers alone', () => {
    expect(JSON.stringify(first.manifest)).toContain(
      '"command":"llp.c0","title":"%command.llp.c0.title%","category":"LLP"',
    );
    expect(JSON.stringify(first.manifest)).toContain('"title":"Local LLM Playground"');
    expect(JSON.stringify(first.manifest)).toContain('"default":"ask"');
  });

  it('moves only what was added later, and knows what is not used any more', () => {
    const later = structuredClone(first.manifest) as ReturnType<typeof manifest>;
    later.contributes.commands = [
      ...later.contributes.commands.slice(1),
      ...manifest('', '', 'Again').contributes.commands.slice(2),
    ];
    const second = withKeys(later, first.texts);
    expect(second.plain).toEqual(['command.llp.c2.title']);
    expect(Object.keys(manifestTexts(second.manifest, second.texts))).not.toContain('command.llp.c0.title');
  });

  it('refuses a key without a text', () => {
    expect(() => manifestTexts({ description: '%nowhere%' }, {})).toThrow('%nowhere%');
  });
});

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { answerSettings } from '../../../src/cli/answerSettings';
import { folderSettings } from '../../../src/cli/settings';
import { defaultLimits } from '../../../src/playground';
import { temporaryFolder } from '../builders';

describe('the settings that the command line reads', () => {
  it('are those of the workspace', async () => {
    const folder = await temporaryFolder();
    expect(await folderSettings({ workspace: folder })).toEqual({});
    await mkdir(join(folder, '.vscode'));
    await writeFile(
      join(folder, '.vscode', 'settings.json'),
      '{ // a comment\n "llp.conduct.maxAnswerCharacters": 500, "llp.conduct.reasoningTags": [["<a>", "</a>"], "x", [1, 2]], "llp.evaluate.language": "rust" }',
    );
    expect(answerSettings(await folderSettings({ workspace: folder }))).toEqual({
      codeLanguage: 'rust',
      limits: { ...defaultLimits, answerCharacters: 500 },
      reasoningTags: [['<a>', '</a>']],
    });
  });

  it.each([null, [], 'x', { 'llp.conduct.maxAnswerCharacters': -1, 'llp.conduct.maxLogMegabytes': '3' }])(
    'are the defaults where they are none: %j',
    async (content) => {
      const folder = await temporaryFolder();
      await mkdir(join(folder, '.vscode'));
      await writeFile(join(folder, '.vscode', 'settings.json'), JSON.stringify(content));
      expect(answerSettings(await folderSettings({ workspace: folder }))).toEqual({
        codeLanguage: 'go',
        limits: defaultLimits,
        reasoningTags: [],
      });
    },
  );
});

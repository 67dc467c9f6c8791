import type { Argument, Command, Option } from 'commander';
import { expect, it } from 'vitest';
import { buildProgram } from '../../../src/cli/program';

const shared = ['--json', '--workspace', '--server', '--database', '--help'];

const cell = (text: string): string => text.replaceAll('|', '\\|').replace(/\s+/g, ' ');

function table(head: string, rows: [string, string][]): string[] {
  if (rows.length === 0) return [];
  return ['', `| ${head} | |`, '|---|---|', ...rows.map(([name, text]) => `| \`${cell(name)}\` | ${cell(text)} |`)];
}

function section(command: Command, above: string): string[] {
  const name = `${above} ${command.name()}`;
  const help = command.createHelp();
  const options = help.visibleOptions(command).filter((one: Option) => !shared.includes(one.long ?? ''));
  const own = command.options.some((one) => one.long === '--json') ? '; takes the shared options' : '';
  const usage = `${name} ${command.usage()}`.replace('[options] [command]', 'COMMAND').trim();
  return [
    '',
    `${'#'.repeat(above === 'llp' ? 2 : 3)} ${name}`,
    '',
    `${command.description()}${own}.`,
    '',
    '```',
    usage,
    '```',
    ...table(
      'argument',
      command.registeredArguments
        .filter((one) => one.description !== '')
        .map((one: Argument) => [one.name(), one.description]),
    ),
    ...table(
      'option',
      options.map((one) => [one.flags, one.description]),
    ),
    ...command.commands.filter((one) => one.name() !== 'help').flatMap((one) => section(one, name)),
  ];
}

/** After a change: `npx vitest run test/unit/cli/reference.test.ts -u`. */
it('docs/cli.md is what the command line itself says of its commands', async () => {
  const program = buildProgram();
  const text = [
    '# The command line',
    '',
    'Made from the code; `llp help COMMAND` prints the same. `llp` needs Node 24. Exit codes: 0 done, 1 failed with one sentence on standard error, 2 wrong usage.',
    '',
    'Most commands share these options: `--json` for machine-readable output, `--workspace DIR` for another folder than the one you are in, `--server URL` for another server than the settings name, `--database FILE` for another database than the workspace’s.',
    ...program.commands.filter((one) => one.name() !== 'help').flatMap((one) => section(one, 'llp')),
    '',
  ].join('\n');
  expect(text).not.toContain('undefined');
  await expect(text).toMatchFileSnapshot('../../../docs/cli.md');
});

import { codeLanguages } from './answerSettings';
import { plainNumber } from '../model/plainNumber';
import { InvalidArgumentError, Option, type Command } from 'commander';

/** The options that all commands share. */
export function common(command: Command): Command {
  return command
    .option('--json', 'machine-readable output')
    .option('--workspace <dir>', 'workspace folder (default: here)')
    .option('--server <url>', 'server address')
    .option('--database <file>', 'database file (default: as the workspace says)');
}

export function wholeFrom(minimum: number): (text: string) => number {
  return (text) => {
    const value = plainNumber(text);
    if (!Number.isInteger(value) || value < minimum)
      throw new InvalidArgumentError(`It must be a whole number from ${minimum}.`);
    return value;
  };
}

export function numberWithin(minimum: number, maximum: number): (text: string) => number {
  return (text) => {
    const value = plainNumber(text);
    if (!(value >= minimum && value <= maximum))
      throw new InvalidArgumentError(`It must be a number from ${minimum} to ${maximum}.`);
    return value;
  };
}

export function oneOf(choices: string[]): (text: string) => string {
  return (text) => {
    if (!choices.includes(text)) throw new InvalidArgumentError(`It must be one of ${choices.join(', ')}.`);
    return text;
  };
}

/** Which isolation generated code runs in. */
export function sandboxOption(): Option {
  return new Option(
    '--sandbox <kind>',
    'bubblewrap, namespaces, docker or podman (default: the first that works)',
  ).argParser(oneOf(['bubblewrap', 'namespaces', 'docker', 'podman']));
}

/** One of the evaluator's languages; by default the setting `llp.evaluate.language`, which is Go unless it says otherwise. */
export function languageOption(what: string): Option {
  return new Option('--language <language>', `${what}: ${codeLanguages.join(', ')}`).argParser(
    oneOf([...codeLanguages]),
  );
}

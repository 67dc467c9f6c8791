import { InvalidArgumentError, type Command } from 'commander';

/** The options that all commands share. */
export function common(command: Command): Command {
  return command
    .option('--json', 'machine-readable output')
    .option('--workspace <dir>', 'workspace folder (default: here)')
    .option('--server <url>', 'server address');
}

export function wholeFrom(minimum: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!Number.isInteger(value) || value < minimum)
      throw new InvalidArgumentError(`It must be a whole number from ${minimum}.`);
    return value;
  };
}

export function numberWithin(minimum: number, maximum: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() === '' || !(value >= minimum && value <= maximum))
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

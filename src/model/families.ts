import type { Bot } from './bot';

/** What of a bot says whose repeat it is. */
export type Member = Pick<Bot, 'id' | 'name' | 'server' | 'modelId' | 'parameters'>;

/** A bot with its repeats, itself first. */
export interface Family {
  parent: Member;
  members: Member[];
}

const repeat = /^(.+)#(\d+)$/;

/**
 * Repeats folded into their bots: `x#2` is a repeat of `x` where server, model and settings are the same. A `#2` that is
 * only a name, of another server's model, stands for itself.
 */
export function families(bots: readonly Member[]): Family[] {
  const byName = new Map(bots.map((bot) => [bot.name, bot]));
  const made = new Map<number, Family>();
  const parentOf = (bot: Member): Member => {
    const base = byName.get(repeat.exec(bot.name)?.[1] ?? '');
    return base && isSame(base, bot) ? base : bot;
  };
  for (const bot of bots) {
    const parent = parentOf(bot);
    const family = made.get(parent.id) ?? { parent, members: [] };
    made.set(parent.id, family);
    if (bot.id === parent.id) family.members.unshift(bot);
    else family.members.push(bot);
  }
  return [...made.values()];
}

function isSame(a: Member, b: Member): boolean {
  return a.server === b.server && a.modelId === b.modelId && settings(a) === settings(b);
}

function settings({ parameters }: Member): string {
  return JSON.stringify(Object.entries(parameters).sort(([a], [b]) => (a < b ? -1 : 1)));
}

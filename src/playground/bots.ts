import { ensureParameters, ensureVariant, type Variant } from '../queue/prompts/variants';
import type { Bot, BotParameters } from '../model/bot';
import type { Store } from '../store';
import { normalizeServerUrl } from '../servers/address';
import type { NewBot } from '../store/bots';
import type { Notify } from './changes';

/** Bots made, changed, deleted and brought back. Each call is one transaction, and tells the views once. */
export class Bots {
  constructor(
    private readonly store: Store,
    private readonly notify: Notify,
  ) {}

  /** Throws a sentence where the name is empty, too long or taken, or the server's address is none or holds a password. */
  add(bot: NewBot): Bot {
    const server = normalizeServerUrl(bot.server);
    return this.write(() => this.store.bots.add({ ...bot, server }));
  }

  /** Throws as `add` does. */
  rename(id: number, name: string): Bot {
    return this.write(() => this.store.bots.rename(id, name));
  }

  setParameters(id: number, parameters: BotParameters): Bot {
    return this.write(() => this.store.bots.setParameters(id, parameters));
  }

  setNotes(id: number, notes: string): void {
    this.write(() => this.store.bots.setNotes(id, notes));
  }

  /** Hides a bot; its answers, scores and files stay, and `restore` brings it back. */
  delete(id: number): void {
    this.write(() => this.store.bots.delete(id));
  }

  restore(id: number): Bot {
    return this.write(() => this.store.bots.restore(id));
  }

  /** The bot for another temperature or repeat of a bot; see `ensureVariant`. */
  variant(base: Bot, variant: Variant, displayName?: string, others: BotParameters = {}): Bot {
    return this.write(() =>
      ensureVariant(this.store.bots, ensureParameters(this.store.bots, base, others), variant, displayName),
    );
  }

  private write<T>(work: () => T): T {
    const result = this.store.database.transaction(work);
    this.notify('bots');
    return result;
  }
}

import { BoardStore } from './board';
import { BotStore } from './bots';
import { Database } from './database';
import { PromptStore } from './prompts';
import { RunStore } from './runs';
import { ScoreStore } from './scores';

export { Database, StoreError } from './database';
export { backup, backupIfDue, restoreLatestBackup } from './backup';

/** Everything that is remembered, one part an aggregate. */
export class Store {
  readonly bots: BotStore;
  readonly prompts: PromptStore;
  readonly runs: RunStore;
  readonly scores: ScoreStore;
  readonly board: BoardStore;

  constructor(readonly database: Database) {
    this.bots = new BotStore(database);
    this.prompts = new PromptStore(database);
    this.runs = new RunStore(database);
    this.scores = new ScoreStore(database);
    this.board = new BoardStore(database);
  }

  static async open(file: string): Promise<Store> {
    return new Store(await Database.open(file));
  }

  close(): void {
    this.database.close();
  }
}

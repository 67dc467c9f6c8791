import { ArenaStore } from './arena';
import { BenchmarkStore } from './benchmarks';
import { BoardStore } from './board';
import { BotStore } from './bots';
import { Database, type StoreError } from './database';
import { GroupCommit } from './groupCommit';
import { holdingsOf, type Holdings } from './holdings';
import { JobSteps } from './jobSteps';
import { JobStore } from './jobs';
import { JudgeStore } from './judges';
import { LeaseStore } from './leases';
import { LogStore } from './logs';
import { ModelFileStore } from './modelFiles';
import { PromptStandings } from './promptStandings';
import { PromptStore } from './prompts';
import { RemarkStore } from './remarks';
import { RunStore } from './runs';
import { ScoreStore } from './scores';
import { SearchStore } from './search';
import { StatCorrectionStore } from './statCorrections';
import { TournamentStore } from './tournaments';
import { TrustStore } from './trust';
import { VerdictStore } from './verdict';

export { Database, StoreError, type StoreErrorCode } from './database';
export { isAboutSurroundings } from './connect';
export { asStoreError } from './sqliteErrors';
export { backup, backupIfDue, listBackups } from './backup';
export { integrityFaults } from './health';
export type { Holdings } from './holdings';
export { isUnexpectedlyEmpty, planRestore, restore, type Restored, type RestorePlan } from './restoreBackup';

/** Everything that is remembered, one part an aggregate. */
export class Store {
  readonly bots: BotStore;
  readonly prompts: PromptStore;
  readonly runs: RunStore;
  readonly scores: ScoreStore;
  readonly remarks: RemarkStore;
  readonly corrections: StatCorrectionStore;
  readonly board: BoardStore;
  readonly standings: PromptStandings;
  readonly logs: LogStore;
  readonly modelFiles: ModelFileStore;
  readonly search: SearchStore;
  readonly tournaments: TournamentStore;
  readonly jobs: JobStore;
  readonly jobSteps: JobSteps;
  readonly leases: LeaseStore;
  readonly benchmarks: BenchmarkStore;
  readonly trust: TrustStore;
  readonly arena: ArenaStore;
  readonly judges: JudgeStore;
  readonly verdict: VerdictStore;
  readonly commits: GroupCommit;

  constructor(readonly database: Database) {
    this.bots = new BotStore(database);
    this.prompts = new PromptStore(database);
    this.runs = new RunStore(database);
    this.scores = new ScoreStore(database);
    this.remarks = new RemarkStore(database);
    this.corrections = new StatCorrectionStore(database);
    this.board = new BoardStore(database);
    this.standings = new PromptStandings(database);
    this.logs = new LogStore(database);
    this.modelFiles = new ModelFileStore(database);
    this.search = new SearchStore(database);
    this.tournaments = new TournamentStore(database);
    this.jobs = new JobStore(database);
    this.jobSteps = new JobSteps(database);
    this.leases = new LeaseStore(database);
    this.benchmarks = new BenchmarkStore(database);
    this.trust = new TrustStore(database);
    this.arena = new ArenaStore(database);
    this.judges = new JudgeStore(database);
    this.verdict = new VerdictStore(database);
    this.commits = new GroupCommit(database);
  }

  static async open(file: string): Promise<Store> {
    return new Store(await Database.open(file));
  }

  /** Opens it for reading only, `why` it cannot be written: see `Database.openForReading`. */
  static async openForReading(file: string, why: StoreError): Promise<Store> {
    return new Store(await Database.openForReading(file, why));
  }

  /** How much is stored. */
  holdings(): Holdings | null {
    return holdingsOf(this.database.handle);
  }

  close(): void {
    this.database.close();
  }
}

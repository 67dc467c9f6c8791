import { said, SaidError } from './l10n/said';
import { dirname, join } from 'node:path';
import { conduct } from './conduct/conduct';
import { Traffic } from './conduct/flags';
import { RawLog } from './conduct/rawLog';
import { buildRequest } from './conduct/request';
import { JobKinds } from './queue/kind';
import { Tournaments } from './queue/tournaments';
import { recordOf } from './conduct/record';
import { planSave, writePlan, type PendingSaves, type SavePlan } from './conduct/saveAnswer';
import type { Board } from './model/board';
import { madeBy } from './model/provenance';
import { unknownStats, type Run } from './model/run';
import { rawLogPath } from './model/runFiles';
import type { SearchHit, SearchOptions } from './model/search';
import type { ModelInfo } from './model/server';
import { Certainty } from './playground/certainty';
import { Arena } from './playground/arena';
import { Answers } from './playground/answers';
import { Bots } from './playground/bots';
import { Checking } from './playground/checking';
import { Changes, type Change, type Notify } from './playground/changes';
import { Logs } from './playground/logs';
import { ModelFiles } from './playground/modelFiles';
import type { Readers } from './playground/readers';
import { Programs } from './playground/programs';
import { Remarks } from './playground/remarks';
import { Rigs } from './playground/rigs';
import { Scoring } from './playground/scoring';
import { EvaluateKind } from './playground/evaluateKind';
import { Evaluator } from './playground/evaluator';
import { Benchmarks } from './playground/benchmarks';
import { LiveBenchKind } from './playground/liveBenchKind';
import { prepareFor, readyFor } from './playground/preparing';
import { Comparing } from './playground/comparing';
import { Searching } from './playground/searching';
import { ServerPool, type ServerState } from './playground/serverPool';
import { SuiteSet } from './playground/suiteSet';
import type { TrustDesk } from './playground/trustDesk';
import { Verdicts } from './playground/verdicts';
import { failedBeforeSending } from './playground/failedBeforeSending';
import { defaultLimits, type PlaygroundOptions, type RunOptions } from './playground/options';
import { jobKinds } from './playground/jobKinds';
import { queuePort } from './playground/queuePort';
import { openStore, writeIfPossible } from './playground/openStore';
import { backupIfDue, isUnexpectedlyEmpty, type Store } from './store';
import { flagOverlap } from './store/overlap';
import type { LoadedSuites } from './suites/load';

export type { Change } from './playground/changes';
export { defaultLimits, type Limits, type PlaygroundOptions, type RunOptions } from './playground/options';
export { asStoreError, planRestore, restore, StoreError, type Holdings } from './store';

const bundled = (file: string): string => (typeof __dirname === 'string' ? join(__dirname, file) : '');

const logsLaterMs = 5_000;
const abandonedAfterMs = 6 * 60 * 60 * 1000;

/** All that LLP does, without an editor: the facade of the core that the extension and the command line drive. */
export class Playground {
  readonly servers: ServerPool;
  readonly suites: SuiteSet;
  readonly tournaments: Tournaments;
  readonly notify: Notify;
  readonly benchmarks: Benchmarks;
  /** Bots beside each other, and repeats folded into theirs. */
  readonly comparing: Comparing;
  /** Runs LiveBench's own program against one's servers. */
  readonly liveBench: LiveBenchKind;
  /** How sure the board is: intervals and ranks. */
  readonly certainty: Certainty;
  private readonly traffic = new Traffic((server) => this.servers.machine(server));
  /** Points: given, proven, proposed, accepted and taken back. */
  readonly scoring: Scoring;
  /** Reads answers with the checks of their prompts. */
  readonly checking: Checking;
  readonly bots: Bots;
  readonly answers: Answers;
  readonly remarks: Remarks;
  /** Runs the code of answers in a sandbox and scores it. */
  readonly evaluator: Evaluator;
  /** Runs the programs that checks name. */
  readonly programs: Programs;
  /** The evaluator as jobs of the queue. */
  readonly evaluations: EvaluateKind;
  /** The machines that models run on, as read here or as a person states them. */
  readonly rigs: Rigs;
  /** Blind comparisons, the ratings that follow, and bots that judge. */
  readonly arena: Arena;
  /** Which bot to keep, and what to score next. */
  readonly verdicts: Verdicts;
  /** Raw logs of answers: whether they are there as they were. */
  readonly logs: Logs;
  /** Checksums of the models' files on this machine. */
  readonly modelFiles: ModelFiles;
  private readonly closing = new AbortController();
  private lookingAtLogs: NodeJS.Timeout | undefined;
  private readonly changes: Changes;
  private readonly searching: Searching;

  private constructor(
    readonly options: PlaygroundOptions,
    readonly store: Store,
  ) {
    this.changes = new Changes(this.problem);
    this.notify = this.changes.notify;
    this.scoring = new Scoring(store, this.notify);
    this.bots = new Bots(store, this.notify);
    this.answers = new Answers(store, this.notify);
    this.remarks = new Remarks(store, this.notify);
    this.rigs = new Rigs(store, this.notify);
    this.arena = new Arena(store, this.notify, Math.random, bundled('ratingsWorker.js'));
    this.verdicts = new Verdicts(store, this.arena);
    this.logs = new Logs(store, this.notify, options);
    this.modelFiles = new ModelFiles(store, bundled('modelFileWorker.js'), {
      problem: this.problem,
      onProgress: (progress) => this.watched(() => options.onModelFile?.(progress)),
    });
    this.servers = new ServerPool(
      options.servers,
      options.apiKey ?? (async () => undefined),
      options.environment,
      options.confirmServer,
    );
    this.searching = new Searching(store, options, options.searchWorker ?? bundled('searchWorker.js'));
    this.suites = new SuiteSet(options.workspace, options.bundledSuites, options.codeLanguage);
    this.checking = new Checking(
      store,
      this.scoring,
      bundled('checksWorker.js'),
      () => this.suites.current.folder,
      (problem) => options.onProblem?.(problem),
    );
    if (!options.reading) this.changes.subscribe((change) => this.lookAfter(change));
    this.evaluator = new Evaluator(
      { workspace: options.workspace, content: join(options.bundledSuites, '..', 'evaluate') },
      store,
      this.suites,
      this.scoring,
    );
    this.programs = new Programs(store, this.scoring, this.evaluator, this.suites, this.notify);
    this.evaluations = new EvaluateKind(this.evaluator, store, options.workspace);
    this.certainty = new Certainty(store, bundled('certaintyWorker.js'));
    this.benchmarks = new Benchmarks(store.benchmarks, () => this.notify('benchmarks'));
    this.comparing = new Comparing(store);
    this.liveBench = new LiveBenchKind({
      store,
      benchmarks: this.benchmarks,
      apiKey: options.apiKey ?? (async () => undefined),
      databaseFile: options.databaseFile,
      places: options.liveBenchPlaces ?? (() => ({ checkout: null, python: null })),
    });
    this.tournaments = new Tournaments(
      queuePort(this, new JobKinds(jobKinds(this)), (server, modelId) => this.traffic.unloaded(server, modelId)),
      options.patience,
    );
    this.tournaments.onEvent(({ type }) => {
      if (type === 'changed') this.notify('tournaments');
    });
  }

  /** Opens the database and reads the suites. Throws `StoreError` when the database cannot be used. */
  static async open(options: PlaygroundOptions): Promise<Playground> {
    const playground = new Playground(options, await openStore(options));
    try {
      // A run that has not ended after hours belongs to a process that is gone.
      writeIfPossible(playground.store, options, () => {
        playground.store.runs.closeAbandoned(new Date(Date.now() - abandonedAfterMs).toISOString());
        playground.store.trust.nameRigs();
      });
      await playground.reloadSuites();
      playground.lookAtLogsLater();
      playground.searching.begin();
    } catch (error) {
      playground.close();
      throw error;
    }
    return playground;
  }

  close(): void {
    clearTimeout(this.lookingAtLogs);
    this.modelFiles.close();
    this.closing.abort();
    this.tournaments.close();
    this.changes.clear();
    this.checking.close();
    this.certainty.close();
    this.arena.close();
    this.searching.close();
    this.store.close();
  }

  /** What is stored, to be read by those who show it; see `Readers`. */
  get read(): Readers {
    return this.store;
  }

  /** Tells the views that another thread has changed the database, as imports do. */
  changedElsewhere(): void {
    for (const change of ['bots', 'runs', 'scores'] as const) this.notify(change);
  }

  /** Backs the database up once a day. Returns the backup's path, or null when none was due. */
  backUpIfDue(): Promise<string | null> {
    return backupIfDue(this.store.database);
  }

  /** Whether nothing is stored although logs or backups tell that something had been. */
  isUnexpectedlyEmpty(): Promise<boolean> {
    return isUnexpectedlyEmpty(this.store.database);
  }

  /** Calls back after each change; returns what ends that. */
  onDidChange(listener: (change: Change) => void): () => void {
    return this.changes.subscribe(listener);
  }

  async reloadSuites(): Promise<LoadedSuites> {
    const loaded = await this.suites.load();
    writeIfPossible(this.store, this.options, () => this.store.prompts.sync(loaded.categories));
    this.notify('suites');
    return loaded;
  }

  /**
   * Draws new private figures for the prompts with variants, or goes back to the published ones. Throws where no folder
   * is open, as there is no place to keep them in.
   */
  async drawFigures(figures: 'new' | 'published'): Promise<{ number: number; prompts: number }> {
    const draw = await this.suites.draw(figures);
    const { categories } = await this.reloadSuites();
    const prompts = categories.flatMap((category) => category.prompts).filter((prompt) => prompt.drawn !== undefined);
    return { number: draw, prompts: prompts.length };
  }

  /** Asks all servers for their models and makes a bot for each new one that can chat. */
  async refreshBots(signal?: AbortSignal): Promise<ServerState[]> {
    const states = await this.servers.refreshAll(signal);
    for (const state of states) {
      const { adapter, models } = state;
      if (adapter)
        writeIfPossible(this.store, this.options, () =>
          this.store.bots.preload(models.filter(canChat), adapter.practice),
        );
    }
    this.notify('bots');
    this.notify('servers');
    return states;
  }

  /** Asks one server again which of its models are loaded. */
  async refreshServer(url: string): Promise<void> {
    const state = this.servers.list().find((other) => other.url === url);
    if (!state) return;
    await this.servers.refresh(state);
    this.notify('servers');
  }

  /** Runs one prompt and records how it went, whatever the server does. */
  async run(options: RunOptions): Promise<Run> {
    const { bot, prompt } = options;
    this.suites.requireSendable(prompt);
    const request = buildRequest(bot, prompt, {
      ...(options.temperature === undefined ? {} : { temperature: options.temperature }),
      ...(options.nonce === undefined ? {} : { nonce: options.nonce }),
    });
    if (options.instanceId !== undefined) request.modelId = options.instanceId;
    const begun = {
      botId: bot.id,
      categoryId: prompt.categoryId,
      promptId: prompt.id,
      promptHash: prompt.hash,
      request,
      provenance: madeBy(bot),
      rawLog: null,
      stats: unknownStats,
      startedAt: new Date().toISOString(),
    };
    const { adapter, model, error } = readyFor(this.servers, bot, options) ?? (await prepareFor(this, bot, options));
    const id = this.store.database.relaxed(() => {
      const begunId = this.store.runs.begin({ ...begun, model });
      this.store.runs.setRawLog(begunId, rawLogPath(begunId));
      options.within?.begun(begunId);
      return begunId;
    });
    this.watched(() => options.onStart?.(id));
    const rig = this.rigs.of(bot);
    const mostBytes = this.options.limits?.logBytes ?? defaultLimits.logBytes;
    const log = await RawLog.create(join(dirname(this.options.databaseFile), rawLogPath(id)), mostBytes);
    const leave = adapter ? this.traffic.enter(request) : () => [];
    const answered = this.modelFiles.asking();
    const outcome = adapter
      ? await conduct(adapter, request, model, {
          ...options,
          onRaw: log.write,
          onProblem: this.problem,
          mostCharacters: this.options.limits?.answerCharacters ?? defaultLimits.answerCharacters,
          ...(this.options.reasoningTags ? { reasoningTags: this.options.reasoningTags } : {}),
          isListed: (modelId) => this.servers.model(bot.server, modelId) !== null,
        })
      : failedBeforeSending(error, (failure) => this.watched(() => options.onFailure?.(failure)));
    answered();
    const flags = [...new Set([...outcome.flags, ...leave(outcome.stats)])];
    const end = { ...outcome, flags, rig: await rig, finishedAt: new Date().toISOString() };
    await Promise.resolve(this.watched(() => options.onAnswered?.(outcome.status))).catch(this.problem);
    const [logDigest, local] = await Promise.all([
      log.close(),
      outcome.status === 'complete' ? this.modelFiles.recordOf(adapter, request.modelId, id) : {},
    ]);
    const run = await this.store.commits.commit(() => {
      const finished = this.store.runs.finish(id, {
        ...end,
        logDigest,
        record: { ...recordOf(options, this.suites.category(prompt.categoryId), log.sent), ...local },
      });
      options.within?.finished(finished);
      const machine = (server: string): string => this.servers.machine(server);
      return flagOverlap(this.store.database, id, machine) ? this.store.runs.require(id) : finished;
    });
    this.notify('runs');
    return run;
  }

  /** Works out what saving a run's answer would write. Throws a sentence where it cannot be saved. */
  async planSave(runId: number, pending?: PendingSaves): Promise<SavePlan> {
    const run = this.store.runs.require(runId);
    const bot = this.store.bots.get(run.botId);
    if (this.options.workspace === null)
      throw new SaidError(said`Open a folder first: answers are saved to llm_outputs in it.`);
    if (!bot || run.status === 'running' || run.status === 'failed')
      throw new SaidError(said`Run ${runId} has no answer to save.`);
    const category = this.suites.category(run.categoryId);
    const version = this.store.prompts.version(run.categoryId, run.promptId, run.promptHash);
    return planSave(
      this.options.workspace,
      run.categoryId,
      bot.fileName,
      {
        run,
        botName: bot.name,
        categoryTitle: category?.title ?? run.categoryId,
        promptTitle: version?.title ?? run.promptId,
      },
      category?.prompts.map((prompt) => prompt.id) ?? [],
      pending,
    );
  }

  /** Carries out a plan and remembers where the answer is. Returns the path relative to the workspace. */
  async save(runId: number, plan?: SavePlan): Promise<string> {
    const wanted = plan ?? (await this.planSave(runId));
    await this.saveTogether([runId], wanted);
    return wanted.output;
  }

  /** Carries out one plan that holds the answers of several runs. */
  async saveTogether(runIds: number[], plan: SavePlan): Promise<void> {
    await writePlan(plan);
    // A power cut may take this back: the answer is in its file all the same.
    this.store.database.relaxed(() => runIds.forEach((id) => this.store.runs.setOutput(id, plan.output)));
    this.notify('runs');
  }

  /** The leaderboard. Real results when there are any, else those of the practice server; never both. */
  board(practice = !this.store.board.has(false) && this.store.board.has(true)): Board {
    return this.store.board.read(practice);
  }

  /** Prompts, answers and bots with these words, best first. Any text is a legal query. */
  search(query: string, options: SearchOptions = {}): SearchHit[] {
    return this.searching.query(query, options);
  }

  /**
   * The same without holding up the caller's thread, for searching as one types. The latest question wins: one that is
   * still open then rejects with an `AbortError`.
   */
  searchInBackground(query: string, options: SearchOptions = {}, signal?: AbortSignal): Promise<SearchHit[]> {
    return this.searching.queryInBackground(query, options, signal);
  }

  /** What results rest on, bundles, and what is published: read when it is first needed. */
  async trust(): Promise<TrustDesk> {
    return new (await import('./playground/trustDesk')).TrustDesk(this);
  }

  private readonly problem = (problem: unknown): void => this.options.onProblem?.(problem);

  /** What somebody who watches does: its faults are reported, and stop nothing. */
  private watched<T>(work: () => T): T | undefined {
    try {
      return work();
    } catch (problem) {
      this.problem(problem);
      return undefined;
    }
  }

  /** New answers, and changed suites, are something to check. */
  private lookAfter(change: Change): void {
    if (this.options.automaticChecks === false) return;
    if (change === 'runs' || change === 'suites') this.checking.look(change === 'suites');
  }

  /** Not while things are being opened; no process is kept alive for it. */
  private lookAtLogsLater(): void {
    this.lookingAtLogs = setTimeout(() => {
      // The database may have been closed or locked meanwhile: the next opening looks again.
      this.logs
        .check()
        .then(() => this.logs.keepSmall(this.options.limits?.allLogBytes, this.closing.signal))
        .catch(this.problem);
    }, logsLaterMs).unref();
  }
}

/** Embedding models are left out; a server that does not say the type is taken at its word that it chats. */
export function canChat(model: ModelInfo): boolean {
  return model.type === null || !/embed/i.test(model.type);
}

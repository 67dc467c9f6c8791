import { said, verbatim, saidOf } from '../l10n/said';
import { randomBytes } from 'node:crypto';
import type * as rulesOfJudging from '../evaluate/judge';
import { conduct } from '../conduct/conduct';
import type { ChatRequest, ServerAdapter } from '../model/chat';
import type { Bot } from '../model/bot';
import { familyOf, maskNames } from '../model/maskNames';
import type { Prompt } from '../model/prompt';
import type { Run, RunRequest } from '../model/run';
import { ServerError, type ModelInfo } from '../model/server';
import type { Job } from '../model/tournament';
import { JobRefused, type JobKind, type JobOutcome, type JobReport } from '../queue/kind';
import type { Resident } from '../queue/resident';
import type { Store } from '../store';
import type { Scoring, Verdicts } from './scoring';

/** What judging needs of the playground. */
interface Source {
  store: Store;
  scoring: Scoring;
  adapter: (server: string) => Promise<ServerAdapter>;
}

type Asked = Pick<Prompt, 'text' | 'rubric' | 'points'>;
type Judge = typeof rulesOfJudging;

/** Answers judged by a bot, one answer or one pair a job. */
export class JudgeKind implements JobKind {
  readonly name = 'judge';

  constructor(private readonly source: Source) {}

  async work(job: Job, signal: AbortSignal, report: JobReport): Promise<JobOutcome> {
    const { judge, run, against } = this.subjectOf(job);
    const prompt = this.source.store.prompts.version(run.categoryId, run.promptId, run.promptHash);
    if (!prompt) throw new JobRefused(said`The prompt of run ${run.id} is not known any more, so it cannot be judged.`);
    const rules = await import('../evaluate/judge');
    const began = Date.now();
    try {
      const ask = this.asking(judge, report.resident, signal);
      if (against) await this.compare(rules, judge, prompt, run, against, ask, report);
      else await this.propose(rules, judge, prompt, run, ask, report);
    } catch (error) {
      if (error instanceof ServerError) return { run: null, failure: error };
      throw error;
    }
    report.done((Date.now() - began) / 1000);
    return { run: null, failure: null };
  }

  private async propose(rules: Judge, judge: Bot, prompt: Asked, run: Run, ask: Ask, report: JobReport): Promise<void> {
    const items = rules.itemsOf(prompt.rubric, prompt.points);
    const answer = this.shown(run, prompt);
    const text = await ask(rules.pointsMessages(prompt.text, items, answer, newMark()), {
      name: 'points',
      schema: rules.proposalSchema(items),
    });
    const { items: read, left } = inWords(() => rules.readProposal(text, items, answer));
    for (const { item, why } of left) report.note(`Left out “${item}”: ${why}.`);
    if (Object.keys(read).length === 0)
      throw new JobRefused(
        said`The judge gave nothing that can be taken: a quotation or the points were wrong in each item.`,
      );
    const verdicts: Verdicts = {
      by: judge.name,
      items: Object.fromEntries(
        Object.entries(read).map(([id, { points, reason, quotation }]) => [
          id,
          { points, evidence: { reason, quotation } },
        ]),
      ),
      note: this.selfNote(judge, run),
    };
    this.source.scoring.propose(run.id, verdicts);
  }

  private async compare(
    rules: Judge,
    judge: Bot,
    prompt: Asked,
    a: Run,
    b: Run,
    ask: Ask,
    report: JobReport,
  ): Promise<void> {
    const schema = { name: 'comparison', schema: rules.comparisonSchema };
    const [one, two] = [this.shown(a, prompt), this.shown(b, prompt)];
    const said = await ask(rules.comparisonMessages(prompt.text, one, two, newMark()), schema);
    const inOrder = inWords(() => rules.readComparison(said));
    report.progress('The same two, the other way round');
    const saidSwapped = await ask(rules.comparisonMessages(prompt.text, two, one, newMark()), schema);
    const swapped = inWords(() => rules.readComparison(saidSwapped));
    if (rules.together(inOrder.better, swapped.better) === null)
      report.note('The judge took the place, not the answer: with the order swapped it says the opposite.');
    this.source.store.judges.addComparison({
      judge: judge.name,
      aRun: a.id,
      bRun: b.id,
      inOrder: inOrder.better,
      swapped: swapped.better,
      reason: inOrder.reason,
    });
  }

  /** The answer without reasoning and without the names by which its bot could be told. */
  private shown(run: Run, prompt: Asked): string {
    const bot = this.source.store.bots.get(run.botId);
    const names = [bot?.name, bot?.modelId, run.request.modelId, run.model?.architecture, run.model?.displayName];
    return maskNames(
      run.text,
      names.filter((name) => typeof name === 'string'),
      prompt.text,
    );
  }

  private selfNote(judge: Bot, run: Run): string {
    if (run.botId === judge.id || run.request.modelId === judge.modelId)
      return 'This judge judges an answer of its own model.';
    const family = familyOf(judge.modelId);
    if (family !== null && familyOf(run.request.modelId) === family)
      return 'This judge judges an answer of its own family.';
    return '';
  }

  private asking(judge: Bot, resident: Resident | null, signal: AbortSignal): Ask {
    return async (messages, schema) => {
      const adapter = await this.source.adapter(judge.server);
      const { systemPrompt: _, ...parameters } = judge.parameters;
      const request: RunRequest = {
        server: judge.server,
        modelId: resident?.instanceId ?? judge.modelId,
        messages,
        parameters: { ...parameters, temperature: 0 },
      };
      try {
        return await answerOf(adapter, { ...request, schema }, resident?.model ?? null, signal);
      } catch (error) {
        // A server that knows no schemas: asked in words only, the answer is read as strictly.
        if (error instanceof ServerError && (error.code === 'bad-request' || error.code === 'server-error'))
          return answerOf(adapter, request, resident?.model ?? null, signal);
        throw error;
      }
    };
  }

  /** What a job names, which must be there: a database may come with a cloned folder. */
  private subjectOf({ subject }: Job): { judge: Bot; run: Run; against: Run | null } {
    const { store } = this.source;
    const named = typeof subject === 'object' && subject !== null ? (subject as Record<string, unknown>) : {};
    const judge = typeof named['judge'] === 'number' ? store.bots.get(named['judge']) : null;
    if (!judge) throw new JobRefused(said`The judge of this job no longer exists.`);
    const runOf = (id: unknown): Run => {
      const run = typeof id === 'number' ? store.runs.get(id) : null;
      if (!run || run.status !== 'complete')
        throw new JobRefused(said`The answer of this job is not there, or not whole.`);
      return run;
    };
    return {
      judge,
      run: runOf(named['run']),
      against: named['against'] === undefined ? null : runOf(named['against']),
    };
  }
}

type Ask = (
  messages: RunRequest['messages'],
  schema: { name: string; schema: Record<string, unknown> },
) => Promise<string>;

async function answerOf(
  adapter: ServerAdapter,
  request: RunRequest & Pick<ChatRequest, 'schema'>,
  model: ModelInfo | null,
  signal: AbortSignal,
): Promise<string> {
  let failure: ServerError | null = null;
  const { text, status, error } = await conduct(adapter, request, model, {
    signal,
    mostCharacters: 100_000,
    onFailure: (made) => (failure = made),
  });
  if (failure) throw failure as ServerError;
  if (status !== 'complete')
    throw new ServerError('truncated', error === null ? said`The judge’s answer was cut off.` : verbatim(error));
  return text;
}

function inWords<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new JobRefused(saidOf(error));
  }
}

function newMark(): string {
  return randomBytes(6).toString('hex');
}

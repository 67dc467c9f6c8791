import type { Store } from '../store';
import type { JobKind } from '../queue/kind';
import type { JudgeKind } from './judgeKind';
import { PromptKind } from '../queue/prompts/kind';
import type { PromptPort } from '../queue/prompts/port';
import type { EvaluateKind } from './evaluateKind';
import type { LiveBenchKind } from './liveBenchKind';
import type { Scoring } from './scoring';
import type { ServerPool } from './serverPool';
import type { SuiteSet } from './suiteSet';
import type { VerifyPort } from './verifying';

/** What jobs need of the playground. */
type Source = Pick<PromptPort, 'planSave' | 'saveTogether' | 'run'> &
  VerifyPort & {
    store: Store;
    suites: SuiteSet;
    evaluations: EvaluateKind;
    liveBench: LiveBenchKind;
    scoring: Scoring;
    servers: ServerPool;
    options: { workspace: string | null };
  };

/** All kinds of jobs that can be done. */
export function jobKinds(playground: Source): JobKind[] {
  const { evaluations, liveBench } = playground;
  const prompts = new PromptKind(promptPort(playground));
  return [prompts, evaluations, liveBench, verifyKind(playground), judgeKind(playground)];
}

/** Its code is read with the first job. */
function verifyKind(port: VerifyPort): JobKind {
  return {
    name: 'verify',
    work: async (...job) => (await import('./verifyKind')).verifyJob(port, ...job),
  };
}

/** Its code is read with the first job. */
function judgeKind({ store, scoring, servers }: Source): JobKind {
  let kind: JudgeKind | null = null;
  return {
    name: 'judge',
    work: async (job, signal, report) => {
      const { JudgeKind } = await import('./judgeKind');
      kind ??= new JudgeKind({ store, scoring, adapter: (server) => servers.adapter(server) });
      return kind.work(job, signal, report);
    },
  };
}

function promptPort(playground: Source): PromptPort {
  return {
    store: playground.store,
    hasWorkspace: playground.options.workspace !== null,
    run: (options) => playground.run(options),
    planSave: (runId, pending) => playground.planSave(runId, pending),
    saveTogether: (runIds, plan) => playground.saveTogether(runIds, plan),
    prompt: (categoryId, promptId) =>
      playground.suites.category(categoryId)?.prompts.find((prompt) => prompt.id === promptId) ?? null,
  };
}

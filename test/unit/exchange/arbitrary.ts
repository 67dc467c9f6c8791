import fc from 'fast-check';
import type { Rig } from '../../../src/model/rig';
import { scoreSources, type ScoreSource } from '../../../src/model/score';
import type { RunFlag } from '../../../src/model/run';
import { rawLogPath } from '../../../src/model/runFiles';
import type { Store } from '../../../src/store';
import { aCategory, aModel, aPrompt, someStats } from '../builders';

/** Text as models and strangers write it: markup, controls, escapes, bidi, emoji, lone quotes, other scripts. */
export const wildText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.constantFrom(
    '<script>window.hacked=1</script><img src=x onerror="window.hacked=1">',
    '=HYPERLINK("http://evil.example/","click")',
    '\u001b[31mred\u001b]0;title\u0007',
    'abc\u202egnp.exe\u2066\u2069',
    '```mermaid\ngraph TD\n```',
    '"]; %%{init: {"theme":"dark"}}%% `x` | y',
    '__proto__',
    '\u2028\u2029\ufeff\u00ad\u{e0041}',
    '😀👨‍👩‍👧 Tiếng Việt العربية 日本語',
    'line\r\nbreak\n\ttab',
  ),
);

const time = fc.integer({ min: 0, max: 4_000_000 }).map((ms) => new Date(1_767_225_600_000 + ms * 1000).toISOString());

interface RunPlan {
  bot: number;
  prompt: number;
  status: 'complete' | 'truncated' | 'cancelled' | 'failed';
  text: string;
  reasoning: string;
  startedAt: string;
  tokens: number | null;
  /** Points that remarks give, the second taking the place of the first; and whether the last is undone. */
  remarks?: { first: number; second: number | null; undone: boolean; note: string };
  corrected?: number;
  flags: RunFlag[];
  scores: { points: number; note: string; rubric: string; voided: boolean; source?: ScoreSource; whole?: boolean }[];
}

export interface StorePlan {
  bots: { name: string; practice: boolean; deleted: boolean; notes: string; temperature: number }[];
  prompts: { text: string; points: number; system: string | null }[];
  runs: RunPlan[];
}

export const storePlan: fc.Arbitrary<StorePlan> = fc.record({
  bots: fc.array(
    fc.record({
      name: wildText,
      practice: fc.boolean(),
      deleted: fc.boolean(),
      notes: wildText,
      temperature: fc.integer({ min: 0, max: 20 }).map((tenths) => tenths / 10),
    }),
    { minLength: 1, maxLength: 4 },
  ),
  prompts: fc.array(
    fc.record({ text: wildText, points: fc.integer({ min: 1, max: 100 }), system: fc.option(wildText) }),
    { minLength: 1, maxLength: 4 },
  ),
  runs: fc.array(
    fc.record({
      bot: fc.nat(),
      prompt: fc.nat(),
      status: fc.constantFrom('complete', 'complete', 'complete', 'truncated', 'cancelled', 'failed'),
      text: wildText,
      reasoning: wildText,
      startedAt: time,
      tokens: fc.option(fc.nat(5000)),
      remarks: fc.record({
        first: fc.integer({ min: 0, max: 1 }),
        second: fc.option(fc.integer({ min: 0, max: 1 })),
        undone: fc.boolean(),
        note: fc.string({ minLength: 1, maxLength: 20 }).map((text) => `${text}.`),
      }),
      corrected: fc.integer({ min: 1, max: 99 }),
      flags: fc.subarray<RunFlag>(['cold-load', 'pasted', 'length-stopped']),
      scores: fc.array(
        fc.record({
          points: fc.double({ min: 0, max: 1, noNaN: true }),
          note: wildText,
          rubric: fc.constantFrom('style', 'odd'),
          voided: fc.boolean(),
          source: fc.constantFrom(...scoreSources),
          whole: fc.boolean(),
        }),
        { maxLength: 3 },
      ),
    }),
    { maxLength: 8 },
  ),
});

/** Fills a store as the program would, one call after the other. */
export function fillStore(store: Store, plan: StorePlan): void {
  const { bots, prompts } = store;
  const rubric = [
    { id: 'style', points: 1, title: 'Style' },
    { id: 'odd', points: 1, title: 'Odd' },
  ];
  const versions = plan.prompts.map((prompt, index) =>
    aPrompt(`p${index}`, prompt.points, {
      text: prompt.text,
      system: prompt.system,
      rubric,
      position: index,
      categoryId: 'c1',
    }),
  );
  // An older version of the first prompt stays behind.
  const older = { ...aPrompt('p0', 7, { text: 'older', categoryId: 'c1' }) };
  prompts.sync([aCategory([older], { id: 'c1' })]);
  prompts.sync([aCategory(versions, { id: 'c1' }), aCategory([], { id: 'empty' })]);
  const ids = plan.bots.map((bot, index) => {
    const added = bots.add({
      name: bots.unusedName(bot.name.trim() === '' ? 'bot' : bot.name.trim()),
      server: `http://127.0.0.1:${1000 + index}`,
      modelId: bot.name,
      parameters: { temperature: bot.temperature, systemPrompt: bot.notes },
      practice: bot.practice,
    });
    bots.setNotes(added.id, bot.notes);
    return added.id;
  });
  for (const run of plan.runs) {
    const bot = run.bot % ids.length;
    const prompt = run.prompt === 0 ? older : versions[run.prompt % versions.length]!;
    const id = store.runs.begin({
      botId: ids[bot]!,
      categoryId: prompt.categoryId,
      promptId: prompt.id,
      promptHash: prompt.hash,
      request: {
        server: 'http://127.0.0.1',
        modelId: run.text,
        messages: [{ role: 'user', content: run.text }],
        parameters: {},
      },
      model: null,
      provenance: { origin: plan.bots[bot]!.practice ? 'practice' : 'measured' },
      rawLog: null,
      stats: someStats(),
      startedAt: run.startedAt,
    });
    store.runs.setRawLog(id, rawLogPath(id));
    const recorded = store.runs.finish(id, {
      status: run.status,
      text: run.text,
      reasoning: run.reasoning,
      flags: run.flags,
      stats: someStats({
        completionTokens: run.tokens,
        sources: { completionTokens: 'server', tokensPerSecond: 'measured' },
      }),
      model: aModel('m', { quantization: run.text }),
      runtime: { name: run.reasoning, version: null },
      rig: someRig(run.text),
      error: run.status === 'failed' ? run.text : null,
      errorCode: run.status === 'failed' ? 'stalled' : null,
      finishedAt: null,
    });
    store.runs.setOutput(recorded.id, 'llm_outputs/c1/bot.md');
    if (run.corrected !== undefined) store.corrections.correct(recorded.id, { tokensPerSecond: run.corrected });
    if (run.status !== 'complete') continue;
    if (run.remarks && prompt !== older) annotate(store, recorded.id, run.remarks);
    for (const score of run.scores) {
      const given = store.scores.add({
        runId: recorded.id,
        points: score.points * prompt.points,
        note: score.note,
        source: score.source ?? 'hand',
        whole: score.whole ?? true,
        ...(score.source === 'automatic' ? { by: score.note, evidence: { [score.rubric]: { says: score.note } } } : {}),
        ...(prompt === older ? {} : { rubric: Object.fromEntries([[score.rubric, 1]]) }),
      });
      if (score.voided) store.scores.void(given.id);
    }
  }
  plan.bots.forEach((bot, index) => {
    if (bot.deleted) bots.delete(ids[index]!);
  });
}

function annotate(store: Store, runId: number, { first, second, undone, note }: NonNullable<RunPlan['remarks']>): void {
  const anchor = { part: 'answer', line: 3, lines: 1, quote: note, before: '', after: '' } as const;
  const thread = store.remarks.begin(runId, anchor, `+${first} style: ${note}`);
  if (second !== null) store.remarks.edit(thread.remarks[0]!.id, `+${second} style`);
  const current = store.scores.current(runId);
  if (!undone || !current) return;
  store.scores.void(current.id);
  store.remarks.undo(current.id);
}

/** Null, or a rig whose facts are any text. */
function someRig(text: string): Rig | null {
  if (text.length % 3 === 0) return null;
  const gpus = text.length % 3 === 1 ? [] : [{ name: text, memoryBytes: text.length, driver: null }];
  return { cpu: text, threads: text.length, memoryBytes: null, gpus, system: null };
}

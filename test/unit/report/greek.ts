import type { Store } from '../../../src/store';
import { aCategory, aModel, aPrompt, recordRun, someStats } from '../builders';

const old = aPrompt('π', 20, { title: 'Ερώτηση', categoryId: 'κ', text: 'παλιά', system: 'σύστημα' });
const prompt = aPrompt('π', 20, { title: 'Ερώτηση', categoryId: 'κ', text: 'νέα', system: 'σύστημα' });
const rubric = ['α', 'β', 'γ'].map((id, place) => ({ id, title: id, points: [8, 8, 4][place] ?? 0 }));
const other = aPrompt('ρ', 20, { title: 'Δεύτερη', categoryId: 'κ', text: 'δεύτερη', position: 1, rubric });
const unasked = aPrompt('σ', 20, { title: 'Τρίτη', categoryId: 'λ' });

const botNamed = (store: Store, name: string, practice = false): number =>
  store.bots.add({ name, server: 'διακομιστής', modelId: name, practice }).id;

/** One bot of the practice server, and nothing else. */
export function fillPractice(store: Store): void {
  store.prompts.sync([aCategory([prompt, other], { id: 'κ', title: 'Κατηγορία' })]);
  const bot = botNamed(store, 'άσκηση', true);
  recordRun(store, bot, prompt, { provenance: { origin: 'practice' }, text: 'λόγος' });
}

/** All that a report can show, and nothing of it in Latin letters; 202 bots, more than are listed at first. */
export function fillGreek(store: Store): void {
  store.prompts.sync([aCategory([old], { id: 'κ', title: 'Κατηγορία' })]);
  const bot = botNamed(store, 'Άλφα');
  recordRun(store, bot, old, { text: 'παλιά απάντηση' });
  store.prompts.sync([
    aCategory([prompt, other], { id: 'κ', title: 'Κατηγορία' }),
    aCategory([unasked], { id: 'λ', title: 'Κενή', order: 2 }),
  ]);
  recordRun(store, bot, prompt, {
    status: 'failed',
    text: '',
    error: 'σφάλμα',
    flags: ['cold-load', 'cache-hit-suspected', 'context-below-wish', 'prompt-cut-suspected', 'other-model'],
  });
  recordRun(store, bot, prompt, { status: 'cancelled', text: 'μισή', flags: ['concurrent-request', 'length-stopped'] });
  recordRun(store, bot, prompt, {
    status: 'truncated',
    text: 'μισή',
    flags: [
      'truncated',
      'context-overflow',
      'pasted',
      'unknown-stop',
      'arrived-at-once',
      'impossible-figure',
      'usage-refused',
    ],
  });
  recordRun(store, bot, prompt, { text: '>'.repeat(61), stats: someStats({ stopReason: null }) });
  recordRun(store, bot, other, { text: 'μόνη ![ψ](ω)', stats: someStats({ stopReason: null }) });
  const run = recordRun(store, bot, prompt, {
    text: 'λόγος\nγραμμή',
    reasoning: 'σκέψη',
    model: aModel('Άλφα', { quantization: 'κβάντωση', sizeBytes: 4e9 }),
    stats: someStats({
      stopReason: 'τέλος',
      sources: { tokensPerSecond: 'measured', completionTokens: 'hand', timeToFirstTokenSeconds: 'server' },
    }),
  });
  store.scores.void(store.scores.add({ runId: run.id, points: 3, note: 'σημείωση' }).id);
  for (const source of ['accepted', 'automatic', 'proposed'] as const)
    store.scores.add({ runId: run.id, points: 7.5, source });
  const place = { part: 'answer', line: 1, lines: 1, quote: 'γραμμή', before: '', after: '' } as const;
  store.remarks.begin(run.id, place, 'παρατήρηση');
  store.database.transaction(() => {
    for (let index = 0; index < 200; index++) {
      const next = recordRun(store, botNamed(store, `βοτ ${index}`), prompt, { text: `λόγος ${index}` });
      store.scores.add({ runId: next.id, points: index % 20 });
    }
  });
  const last = recordRun(store, botNamed(store, 'ωμέγα'), other, {
    text: 'δύο',
    stats: someStats({ tokensPerSecond: null }),
  });
  store.scores.add({ runId: last.id, points: 3, rubric: { α: 3 }, whole: false });
  store.scores.add({ runId: last.id, points: 5, rubric: { β: 5 }, whole: false, source: 'accepted' });
  recordRun(store, botNamed(store, 'άσκηση', true), prompt, { provenance: { origin: 'practice' }, text: 'λόγος' });
}

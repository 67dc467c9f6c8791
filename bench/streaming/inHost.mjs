// Runs in the extension host: for each rate a bare reader and the extension read the same stream, one after the other.
// LLP_BENCH_SERVER: address. LLP_BENCH_RESULT: file that gets the figures as JSON.
import { writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';

const url = String(process.env.LLP_BENCH_SERVER);
const prefillMs = Number(process.env.LLP_BENCH_PREFILL);
const rates = [200, 2000, 10000];
const rounds = 3;

describe('streaming into the editor', () => {
  it('is measured', async function () {
    this.timeout(300_000);
    const session = await vscode.extensions.getExtension('local-llm-playground.local-llm-playground').activate();
    const settings = vscode.workspace.getConfiguration('llp');
    await settings.update('conduct.autoSave', 'never', vscode.ConfigurationTarget.Workspace);
    await settings.update('servers', [{ url, kind: 'openai-compatible' }], vscode.ConfigurationTarget.Workspace);
    const playground = await session.playground();
    const bots = () => playground.store.bots.list().filter(({ server }) => server === url);
    while (bots().length < rates.length) await pause(50);
    const prompt = playground.suites.categories[0].prompts[0];
    const promptKey = `${prompt.categoryId}/${prompt.id}`;
    const results = [];
    for (const rate of rates) {
      const bot = bots().find(({ modelId }) => modelId === `rate-${rate}`);
      // The first answer of a window also loads code; it is not what is measured.
      if (rate === rates[0]) await ours(playground, bot.id, promptKey);
      for (let round = 0; round < rounds; round++) {
        const bare = await bareReader(bot.modelId);
        results.push({ rate, bare, ours: await ours(playground, bot.id, promptKey) });
      }
    }
    writeFileSync(String(process.env.LLP_BENCH_RESULT), JSON.stringify(results));
  });
});

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Reads the stream and adds up its text, and nothing else. */
async function bareReader(model) {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const start = performance.now();
  const body = JSON.stringify({ model, stream: true, messages: [{ role: 'user', content: 'Go.' }] });
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  let first = null;
  let characters = 0;
  let rest = '';
  await new Promise((resolve, reject) => {
    const outgoing = request(`${url}/v1/chat/completions`, { method: 'POST', headers }, (response) => {
      response.setEncoding('utf8');
      response.on('data', (data) => {
        first ??= performance.now() - start;
        const lines = (rest + data).split('\n');
        rest = lines.pop();
        for (const line of lines) {
          if (!line.startsWith('data: {')) continue;
          characters += JSON.parse(line.slice(6)).choices[0]?.delta?.content?.length ?? 0;
        }
      });
      response.on('end', resolve).on('error', reject);
    });
    outgoing.on('error', reject).end(body);
  });
  delay.disable();
  return figures(characters, performance.now() - start, first, delay);
}

/** The extension's own way: from the command to the whole text in the document of a visible editor. */
async function ours(playground, botId, promptKey) {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  let sent = null;
  let first = null;
  const run = playground.run.bind(playground);
  // The clock starts when the request is about to be sent, as for the bare reader.
  playground.run = (options) => {
    sent = performance.now();
    delay.enable();
    return run(options);
  };
  const listening = vscode.workspace.onDidChangeTextDocument(({ document }) => {
    if (first === null && document.uri.scheme === 'llp-answer' && document.getText().includes('\nword '))
      first = performance.now() - sent;
  });
  const { runId } = await vscode.commands.executeCommand('llp.conduct', { botId, promptKey });
  const { text } = playground.store.runs.require(runId);
  const shown = () =>
    vscode.window.visibleTextEditors.some(({ document }) => document.getText().includes(text.trimEnd()));
  while (!shown()) await pause(5);
  const ms = performance.now() - sent;
  delay.disable();
  listening.dispose();
  playground.run = run;
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  return figures(text.length, ms, first, delay);
}

function figures(characters, ms, firstMs, delay) {
  return {
    characters,
    // From when the text began: the wait before it is the same for both.
    seconds: (ms - prefillMs) / 1000,
    firstMs,
    delayP99Ms: delay.percentile(99) / 1e6,
    delayMaxMs: delay.max / 1e6,
  };
}

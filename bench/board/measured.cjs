// Stands in for the extension's main file: loads the real one, and does what the benchmark asks for at LLP_BENCH_PORT.
const { createServer } = require('node:http');
const vscode = require('vscode');
const extension = require('./dist/extension.js');

const now = () => performance.timeOrigin + performance.now();

/** @type {Record<string, (session: any, query: URLSearchParams) => Promise<unknown>>} each answers with JSON */
const tasks = {
  // Which extension host answers.
  host: async () => process.pid,
  ready: async (session) => (await session.playground()).store.bots.list().length,
  open: async () => {
    const at = now();
    await vscode.commands.executeCommand('llp.openLeaderboard');
    return at;
  },
  // What any page costs that VS Code shows: a line of text.
  openBare: async () => {
    const at = now();
    const panel = vscode.window.createWebviewPanel('llp.bare', 'Bare', vscode.ViewColumn.Active, {
      enableScripts: true,
    });
    panel.webview.html = '<!DOCTYPE html><html><body><p id="bare">bare</p></body></html>';
    return at;
  },
  close: async () => vscode.commands.executeCommand('workbench.action.closeAllEditors'),
  score: async (session, query) => {
    const playground = await session.playground();
    const run = playground.store.runs
      .latestByPrompt(Number(query.get('bot')))
      .values()
      .next().value;
    const at = now();
    playground.score({ runId: run.runId, points: Number(query.get('points')), rubric: {}, note: '', source: 'hand' });
    return at;
  },
};

module.exports = {
  ...extension,
  activate(context) {
    const session = extension.activate(context);
    const server = createServer(async (request, response) => {
      const { pathname, searchParams } = new URL(String(request.url), 'http://localhost');
      try {
        response.end(JSON.stringify((await tasks[pathname.slice(1)](session, searchParams)) ?? null));
      } catch (error) {
        response.writeHead(500).end(String(error?.stack ?? error));
      }
    });
    server.listen(Number(process.env.LLP_BENCH_PORT), '127.0.0.1');
    return session;
  },
};

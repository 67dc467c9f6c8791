// In-host tests in the browser VS Code.
import { openPage, startVsCode } from '../../../scripts/lib/host.mjs';

/** @typedef {{code: number, log: string[], problem?: string}} Outcome */

/**
 * @param {{workspace?: string, extension: string, runner: string, trust: boolean, settings: Record<string, unknown>,
 *   timeoutMs: number, env: NodeJS.ProcessEnv}} plan
 * @returns {Promise<Outcome>}
 */
export async function runInBrowser(plan) {
  const vscode = await startVsCode({
    workspace: plan.workspace,
    extensionDevelopmentPath: plan.extension,
    testsPath: plan.runner,
    workspaceTrust: !plan.trust,
    userSettings: { 'llp.checks.automatic': false, ...plan.settings },
    env: plan.env,
  });
  /** @type {string[]} */
  const log = [];
  /** @type {import('../../../scripts/lib/page.mjs').OpenPage | undefined} */
  let open;
  let timer;
  try {
    return await new Promise((resolve, reject) => {
      const expose = {
        codeAutomationExit: (code) => resolve({ code, log }),
        codeAutomationLog: (type, args) => log.push(`[${type}] ${args.map(text).join(' ')}`),
      };
      timer = setTimeout(() => {
        resolve({ code: 1, log, problem: `VS Code did not finish its tests within ${plan.timeoutMs / 1000} s` });
      }, plan.timeoutMs);
      openPage(vscode.url, { expose, wait: false }).then((opened) => (open = opened), reject);
    });
  } finally {
    clearTimeout(timer);
    await open?.close();
    await vscode.stop();
  }
}

/** @param {unknown} value */
const text = (value) => (typeof value === 'string' ? value : JSON.stringify(value));

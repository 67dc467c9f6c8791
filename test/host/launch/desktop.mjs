// The same in-host tests in a desktop VS Code, which @vscode/test-electron downloads (LLP_TEST_DESKTOP=1).
import { npm } from '../../../scripts/lib/process.mjs';
import { hostDir } from '../../../scripts/lib/paths.mjs';

/** @param {Parameters<typeof import('./browser.mjs').runInBrowser>[0]} plan @returns {Promise<import('./browser.mjs').Outcome>} */
export async function runOnDesktop(plan) {
  const { runTests } = await testElectron();
  const launchArgs = [plan.workspace, '--disable-extensions', '--skip-welcome', '--skip-release-notes'].filter(Boolean);
  if (plan.trust) launchArgs.push('--disable-workspace-trust');
  const code = await runTests({
    version: process.env.LLP_VSCODE_VERSION,
    extensionDevelopmentPath: plan.extension,
    extensionTestsPath: plan.runner,
    extensionTestsEnv: plan.env,
    launchArgs,
  }).catch((error) => {
    console.log(String(error));
    return 1;
  });
  return { code, log: [] };
}

async function testElectron() {
  const load = () => import('@vscode/test-electron');
  return load().catch(async () => {
    console.log('Installing @vscode/test-electron into test/host …');
    await npm(['install', '--no-save', '--no-audit', '--no-fund', '--ignore-scripts', '@vscode/test-electron@3'], {
      cwd: hostDir,
    });
    return load();
  });
}

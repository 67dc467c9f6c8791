import { join } from 'node:path';
import * as vscode from 'vscode';
import { liveBenchPlaces } from '../../edge/liveBenchPlaces';
import { taskArguments } from './taskArguments';

/** The task as a run of `llp livebench run` in the terminal; VS Code starts tasks in trusted workspaces only. */
export function resolved(task: vscode.Task, extension: string, workspace: string | null): vscode.Task {
  const { checkout, python } = liveBenchPlaces();
  const words = [join(extension, 'dist', 'cli.js'), 'livebench', 'run', ...taskArguments(task.definition)];
  const execution = new vscode.ProcessExecution(process.execPath, words, {
    ...(workspace === null ? {} : { cwd: workspace }),
    env: {
      // VS Code's own program is Node with this.
      ELECTRON_RUN_AS_NODE: '1',
      ...(checkout === null ? {} : { LLP_LIVEBENCH_CHECKOUT: checkout }),
      ...(python === null ? {} : { LLP_LIVEBENCH_PYTHON: python }),
    },
  });
  return new vscode.Task(task.definition, task.scope ?? vscode.TaskScope.Workspace, task.name, 'LLP', execution);
}

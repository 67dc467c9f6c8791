import * as vscode from 'vscode';
import type { SandboxKind } from '../../evaluate/sandbox/job';
import type { Agreement } from '../../playground/evaluateKind';

const kinds: readonly string[] = ['bubblewrap', 'namespaces', 'docker', 'podman'] satisfies SandboxKind[];

/** The sandbox that the person chose, or null for the first that works here. */
export function chosenSandbox(): SandboxKind | null {
  const value = vscode.workspace.getConfiguration('llp').get<string>('evaluate.sandbox', 'auto');
  return kinds.includes(value) ? (value as SandboxKind) : null;
}

/** What the core is told once the person has agreed. */
export function agreement(): Agreement {
  return { consent: true, trusted: vscode.workspace.isTrusted, sandbox: chosenSandbox() };
}

/** Whether answers are evaluated as they come in. */
export function evaluatesByItself(): boolean {
  return vscode.workspace.getConfiguration('llp').get('evaluate.automatic', false);
}

import * as vscode from 'vscode';
import type { LiveBenchPlaces } from '../playground/liveBenchKind';

/** Settings of this machine: a workspace cannot name a program that is run. */
export function liveBenchPlaces(): LiveBenchPlaces {
  const settings = vscode.workspace.getConfiguration('llp.livebench');
  const of = (name: string): string | null => settings.get<string>(name, '').trim() || null;
  return { checkout: of('checkout'), python: of('python') };
}

import type * as vscode from 'vscode';
import { readCoreSentences } from './edge/coreText';
import { Edge } from './edge/edge';
import type { Session } from './edge/session';
import { PanelHost } from './edge/webview/host';
import * as answers from './features/answers';
import * as arena from './features/arena';
import * as board from './features/board';
import * as bots from './features/bots';
import * as conduct from './features/conduct';
import * as details from './features/details';
import * as evaluate from './features/evaluate';
import * as exchange from './features/exchange';
import * as judge from './features/judge';
import * as livebench from './features/livebench';
import * as maintenance from './features/maintenance';
import * as practice from './features/practice';
import * as prompts from './features/prompts';
import * as scoring from './features/scoring';
import * as search from './features/search';
import * as suites from './features/suites';
import * as tournament from './features/tournament';
import * as trust from './features/trust';
import * as verdict from './features/verdict';

/** In the order in which they are set up: what the side bar shows first. */
const features = [
  bots,
  prompts,
  tournament,
  search,
  conduct,
  answers,
  scoring,
  board,
  arena,
  verdict,
  judge,
  details,
  exchange,
  livebench,
  practice,
  maintenance,
  suites,
  evaluate,
  trust,
];

/** Composition only: nothing is read or asked here; the database opens and the servers are asked afterwards. */
export function activate(context: vscode.ExtensionContext): Session {
  void readCoreSentences();
  PanelHost.resetFocus();
  const edge = new Edge(context);
  context.subscriptions.push(edge, ...features.map((feature) => feature.register(edge)));
  void edge.begin();
  return edge.session;
}

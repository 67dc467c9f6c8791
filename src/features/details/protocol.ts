import type { ItemVerdicts } from '../../model/check';
import type { Bot } from '../../model/bot';
import type { Rig } from '../../model/rig';
import type { RunSummary, RuntimeInfo } from '../../model/run';
import type { Pace } from '../../model/pace';
import type { ModelInfo } from '../../model/server';

/** What the details show of one bot. */
export interface DetailsContent {
  bot: Bot;
  model: ModelInfo | null;
  /** As the server said it with the latest answer. */
  runtime: RuntimeInfo | null;
  /** That the latest run with a known one ran on. */
  rig: Rig | null;
  /** With the ids of their prompts, in the order of the suites. */
  categories: { id: string; title: string; prompts: string[] }[];
  /** Minutes that scoring the bot's open items takes, and at which pace. */
  left: { minutes: number; pace: Pace };
  /** Newest first. */
  runs: RunSummary[];
  /** Whether the details follow the row that is selected on the leaderboard. */
  follows: boolean;
}

export interface Notes {
  botId: number;
  text: string;
}

export type RunCommand = 'llp.openAnswer' | 'llp.openRawLog' | 'llp.runAgain' | 'llp.ingest';
export type BotCommand = 'llp.conduct' | 'llp.editParameters' | 'llp.ingest';

/** Panel → page. */
export type DetailsUi = {
  show: (content: DetailsContent) => void;
};

/** Page → panel. */
export type DetailsHost = {
  setNotes: (notes: Notes) => void;
  /** What is being typed: stored if the tab is closed before it is stored otherwise. */
  typeNotes: (notes: Notes) => void;
  /** What the checks say of a run's answer. */
  verdicts: (runId: number) => ItemVerdicts[];
  follow: (follows: boolean) => Promise<void>;
  forRun: (call: { command: RunCommand; runId: number }) => Promise<void>;
  forBot: (call: { command: BotCommand }) => Promise<void>;
  /** Opens two answers in the difference editor, or both as they are beside each other. */
  compare: (call: { left: number; right: number; as: 'difference' | 'side-by-side' }) => Promise<void>;
  /** Asks for another bot's answer to the same prompt, then shows the difference. */
  compareWithOther: (runId: number) => Promise<void>;
};

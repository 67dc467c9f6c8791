import type { JudgeAgreement } from '../../model/agreement';
import type { ItemVerdicts } from '../../model/check';
import type { JuryItem } from '../../model/jury';
import type { RubricItem } from '../../model/prompt';
import type { PastedAnswer, RunFlag, RunStats, RunStatus } from '../../model/run';
import type { CountingScore, Score } from '../../model/score';
import type { PasteForm } from './pasteForm';
import type { PastedText } from './pastedText';

/** What the form is opened for. */
export type IngestTarget = { runId: number } | { botId: number; categoryId?: string; promptId?: string };

/** A bot at a prompt. */
export interface PromptPlace {
  botId: number;
  categoryId: string;
  promptId: string;
}

export type PromptProgress = 'unscored' | 'scored' | 'unanswered';

/** A prompt as it stands in the list to choose from. */
export interface PromptChoice {
  id: string;
  title: string;
  points: number;
  progress: PromptProgress;
  /** Points given, where it is scored; never in blind mode. */
  given: number | null;
}

export interface CategoryChoice {
  id: string;
  title: string;
  prompts: PromptChoice[];
}

export interface PromptText {
  title: string;
  text: string;
  system: string | null;
  points: number;
  rubric: RubricItem[];
  /** False where the answer belongs to an older version of the prompt. */
  current: boolean;
}

/** The answer to be judged. */
export interface AnswerText {
  status: RunStatus;
  error: string | null;
  text: string;
  reasoning: string;
  /** What is known of its speed and length; null in blind mode until the score is stored, as it may tell the bot. */
  measured: { stats: RunStats; flags: RunFlag[] } | null;
}

/** A score that is being given and not yet stored. */
export interface Draft {
  /** Points as typed, by rubric item id. */
  items: Record<string, string>;
  /** Points as typed, where they are given as one figure. */
  free: string;
  mode: 'rubric' | 'free';
  note: string;
}

/** All that the form shows for one bot and prompt. */
export interface IngestContent {
  /** Stands for the bot, the prompt and the answer, and tells nothing of them. */
  place: string;
  /** Null in blind mode, until the score is stored. */
  bot: string | null;
  practice: boolean;
  categories: CategoryChoice[];
  categoryId: string;
  promptId: string;
  prompt: PromptText;
  answer: AnswerText | null;
  score: Score | null;
  /** What was given item by item, and by whom. */
  items: CountingScore['items'];
  /** What the checks of the rubric say of the answer, by item. */
  checks: ItemVerdicts[];
  draft: Draft | null;
  /** What judges propose, by rubric item; of a prompt without a rubric by the empty id. */
  ghosts: Record<string, JuryItem>;
  /** An answer that was being pasted and not yet taken. */
  paste: PasteForm | null;
  blind: boolean;
  walk: Walk;
}

/** What "next" leads to: the bot's other prompts, or other bots' answers to the prompt in an order that tells nothing. */
export type Walk = 'bot' | 'prompt';

export type { PastedAnswer };

export const ingestCommands = ['llp.conduct', 'llp.runAgain', 'llp.openAnswer', 'llp.openLeaderboard'] as const;
export type IngestCommand = (typeof ingestCommands)[number];

/** Panel → page. */
export type IngestUi = {
  show: (content: IngestContent) => void;
  /** A judge has said something meanwhile. */
  ghosts: (news: { place: string; ghosts: IngestContent['ghosts'] }) => void;
};

/** Page → panel. */
export type IngestHost = {
  /** Another prompt; without one, the first of the category that waits. */
  open: (target: { categoryId: string; promptId?: string }) => IngestContent;
  /** The next or previous answer; with `unscored` only such as still wait. Null where there is none. */
  step: (step: { by: 1 | -1; unscored: boolean }) => IngestContent | null;
  /** An answer that waits beyond what is being gone through; null where none does. */
  elsewhere: () => IngestContent | null;
  save: (score: { place: string; points: number; rubric: Record<string, number>; note: string }) => {
    content: IngestContent;
    scoreId: number;
  };
  /** Takes over what judges propose: for some items, or with null for all. */
  accept: (proposal: { place: string; items: string[] | null }) => { content: IngestContent; scoreId: number };
  /** How far the judges of the answer that is shown agree with the person. */
  agreements: (judges: string[]) => Promise<JudgeAgreement[]>;
  undo: (scoreId: number) => IngestContent;
  setMode: (mode: { blind: boolean; walk: Walk }) => Promise<IngestContent>;
  saveDraft: (draft: { place: string; draft: Draft | null }) => Promise<void>;
  paste: (answer: PastedAnswer) => IngestContent;
  /** Keeps what is being pasted, or with null forgets it. */
  savePaste: (draft: { place: string; form: PasteForm | null }) => Promise<void>;
  /** Reads a file that was dragged out of one of VS Code's own views. */
  readFile: (address: string) => Promise<PastedText>;
  /** Puts figures of the answer's speed right by hand. */
  correct: (figures: Omit<PastedAnswer, 'text'>) => IngestContent;
  copyPrompt: (options: { withSystem: boolean }) => Promise<void>;
  /** Asks the person, then opens the address outside. */
  openLink: (url: string) => Promise<void>;
  execute: (call: { command: IngestCommand }) => Promise<void>;
};

import type { Verdict, VerdictAside, VerdictQuestion, VerdictWishes } from '../../model/verdict';

export type AsideRow = Omit<VerdictAside, 'reason'> & { reason: string };

/** The verdict in the person's language. */
export interface VerdictContent {
  verdict: Omit<Verdict, 'sentences' | 'overturn' | 'parked' | 'open'> & {
    sentences: string[];
    overturn: string[];
    parked: AsideRow[];
    open: AsideRow[];
  };
  /** Titles by `category/prompt`. */
  titles: Record<string, string>;
  /** The answer that waits to be scored, while it is being settled, and when that ends (ms since the epoch). */
  settling: { question: VerdictQuestion | null; until: number } | null;
}

export type SaveFormat = 'md' | 'html' | 'svg';

/** Panel → page. */
export type VerdictUi = {
  show: (content: VerdictContent) => void;
};

/** Page → panel. */
export type VerdictHost = {
  ask: (wishes: VerdictWishes) => Promise<VerdictContent>;
  /** Asks for one score after the other until it is decided or the minutes are used up; 0 stops it. */
  settle: (options: { minutes: number }) => Promise<VerdictContent>;
  openAnswer: (runId: number) => Promise<void>;
  details: (botId: number) => Promise<void>;
  runMore: (parameter: null) => Promise<void>;
  copy: (parameter: null) => Promise<void>;
  save: (format: SaveFormat) => Promise<void>;
};

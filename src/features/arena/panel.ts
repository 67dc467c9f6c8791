import * as vscode from 'vscode';
import { openLinkAsked, PanelHost, type PanelDeps } from '../../edge/webview/host';
import type { Change } from '../../playground';
import type { ArenaDesk } from './desk';
import type { ArenaBracket, ArenaContent, ArenaHost, ArenaRatings, ArenaUi } from './protocol';
import { arenaStrings } from './strings';

export const arenaViewType = 'llp.arena';

/** What is compared: the answers of one category, or all. */
export interface ArenaTarget {
  category: string | null;
}

/** Two answers beside each other, without names. */
export class ArenaPanel extends PanelHost<ArenaHost, ArenaUi, ArenaContent> {
  private desk: Promise<ArenaDesk>;

  constructor(
    panel: vscode.WebviewPanel,
    deps: PanelDeps,
    private target: ArenaTarget,
  ) {
    super(panel, deps, { viewType: arenaViewType, name: 'arena', title: arenaTitle(), strings: arenaStrings });
    this.desk = this.newDesk();
  }

  protected override handlers(): ArenaHost {
    return {
      vote: async (verdict) => (await this.desk).vote(verdict),
      undo: async () => (await this.desk).undo(),
      ratings: ({ category }) => this.ratings(category),
      bracket: ({ kind }) => this.bracket(kind),
      openLink: openLinkAsked,
    };
  }

  protected override async content(): Promise<ArenaContent> {
    return (await this.desk).content();
  }

  protected override onChange(change: Change): void {
    // New answers may be the first to compare; what is on screen stays.
    if (change === 'runs') void this.send();
  }

  retarget(target: ArenaTarget): void {
    if (target.category === this.target.category) return;
    this.target = target;
    this.desk = this.newDesk();
    void this.send();
  }

  private async newDesk(): Promise<ArenaDesk> {
    const { ArenaDesk } = await import('./desk');
    return new ArenaDesk(this.deps.playground, this.target.category);
  }

  private async send(): Promise<void> {
    if (!this.isReady) return;
    try {
      const desk = await this.desk;
      if (!desk.isFull) this.rpc.notify('show', await desk.content());
    } catch (error) {
      this.deps.log.warn(`arena: ${(error as Error).message}`);
    }
  }

  private bracket(kind: string): Promise<ArenaBracket> {
    const { category } = this.target;
    const options = category === null ? {} : { category };
    return this.deps.playground().arena.bracket(kind === 'swiss' ? 'swiss' : 'knock-out', options);
  }

  private async ratings(category: string | null): Promise<ArenaRatings> {
    const playground = this.deps.playground();
    const ratings = await playground.arena.ratings(category === null ? {} : { category });
    const categories = playground.suites.categories.map(({ id, title }) => ({ id, title }));
    return { ratings, category, categories };
  }
}

/** What a page compared that is gone. */
export function savedArena(state: unknown): ArenaTarget {
  const category = typeof state === 'object' && state !== null && 'category' in state ? state.category : null;
  return { category: typeof category === 'string' ? category : null };
}

export function arenaTitle(): string {
  return vscode.l10n.t('Compare Blind');
}

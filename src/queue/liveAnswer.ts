import type { Bot } from '../model/bot';
import type { Prompt } from '../model/prompt';
import type { Run } from '../model/run';
import type { ConductEvent } from '../conduct/conduct';
import { Meter } from '../conduct/meter';

export type LiveEvent = ConductEvent | { type: 'over'; run: Run | null };

/** An answer that is arriving: whoever watches gets what has arrived so far, then the rest as it comes. */
export class LiveAnswer {
  readonly meter = new Meter();
  private reasoning: string[] = [];
  private text: string[] = [];
  private readonly watchers = new Set<(event: LiveEvent) => void>();
  private end: (LiveEvent & { type: 'over' }) | null = null;

  constructor(
    readonly bot: Bot,
    readonly prompt: Prompt,
  ) {}

  see(event: ConductEvent): void {
    if (event.type === 'reasoning') this.reasoning.push(event.text);
    if (event.type === 'text') this.text.push(event.text);
    if (event.type === 'text-was-reasoning') this.reasoning.push(...this.text.splice(0));
    this.tell(event);
  }

  /** `run` is null where the answer was abandoned. */
  over(run: Run | null): void {
    this.end = { type: 'over', run };
    this.tell(this.end);
    this.watchers.clear();
  }

  /** Calls back at once with what has arrived, and then with each event; returns what ends that. */
  watch(watcher: (event: LiveEvent) => void): () => void {
    if (this.reasoning.length > 0) watcher({ type: 'reasoning', text: this.reasoning.join('') });
    if (this.text.length > 0) watcher({ type: 'text', text: this.text.join('') });
    if (this.end) watcher(this.end);
    else this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  }

  private tell(event: LiveEvent): void {
    for (const watcher of this.watchers) watcher(event);
  }
}

import type { LaneState, TournamentProgress } from '../model/tournament';
import { print } from './terminal';
import { visible } from './textTable';
import { duration } from './tournamentText';

const everyMs = 200;
const barWidth = 24;

/** One line at the bottom of a terminal that shows how far a tournament is; nothing where there is no terminal. */
export class ProgressLine {
  private shown = '';
  private timer: NodeJS.Timeout | null = null;
  private readonly terminal: NodeJS.WriteStream | null;

  constructor(stream: NodeJS.WriteStream | null) {
    this.terminal = stream?.isTTY ? stream : null;
  }

  /** Draws soon; `read` is only called then. */
  update(read: () => TournamentProgress): void {
    if (!this.terminal) return;
    this.timer ??= setTimeout(() => {
      this.timer = null;
      this.draw(progressText(read(), this.terminal?.columns ?? 80));
    }, everyMs);
  }

  /** Prints a line above the bar. */
  print(text: string): void {
    const before = this.shown;
    this.draw('');
    print(text);
    this.draw(before);
  }

  end(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    this.draw('');
  }

  private draw(text: string): void {
    if (!this.terminal || (text === '' && this.shown === '')) return;
    this.terminal.write(`\r\u001b[2K${text}`);
    this.shown = text;
  }
}

/** `██████░░░░░░ 12/95 · about 4 min 10 s left · answering gemma-2`, cut to the terminal's width. */
export function progressText({ finished, total, secondsLeft, lanes }: TournamentProgress, columns: number): string {
  const full = total === 0 ? 0 : Math.floor((finished / total) * barWidth);
  const bar = '█'.repeat(full) + '░'.repeat(barWidth - full);
  const left = secondsLeft === null ? null : `about ${duration(secondsLeft)} left`;
  const parts = [`${bar} ${finished}/${total}`, left, ...lanes.map(laneText)].filter((part) => part !== null);
  return [...visible(parts.join(' · '))].slice(0, Math.max(0, columns - 1)).join('');
}

function laneText(lane: LaneState): string {
  switch (lane.kind) {
    case 'running':
      return `answering ${lane.modelId}`;
    case 'loading':
      return `loading ${lane.modelId}`;
    case 'unloading':
      return `unloading ${lane.modelId}`;
    case 'backing-off':
      return `next try in ${duration(Math.max(0, (lane.until - Date.now()) / 1000))}: ${lane.reason}`;
    case 'server-gone':
      return `waiting for ${lane.server}`;
    case 'waiting-for-turn':
      return `waiting for ${lane.holder}`;
  }
}

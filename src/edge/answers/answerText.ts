import type { Run } from '../../model/run';
import { statsLineOf } from '../../conduct/answerFile';
import { withoutBlankEnds } from '../../conduct/saved/closed';

export interface AnswerView {
  botName: string;
  promptTitle: string;
  categoryTitle: string;
}

/** How an answer reads in its editor tab; the reasoning stands above it between `<details>` lines, which fold. */
export class AnswerText {
  private reasoning = '';
  private text = '';

  constructor(
    readonly view: AnswerView,
    private status: string,
  ) {}

  /** `failure`: why the answer is not whole, in the person's language. */
  static of(run: Run, view: AnswerView, failure: string | null): AnswerText {
    const answer = new AnswerText(view, '');
    answer.reasoning = run.reasoning;
    answer.text = run.text;
    answer.finish(run, failure);
    return answer;
  }

  add(kind: 'text' | 'reasoning', piece: string): void {
    if (kind === 'text') this.text += piece;
    else this.reasoning += piece;
  }

  /** What looked like the answer so far turned out to be reasoning. */
  textWasReasoning(): void {
    this.reasoning += this.text;
    this.text = '';
  }

  setStatus(status: string): void {
    this.status = status;
  }

  finish(run: Run, failure: string | null): void {
    const flags = run.flags.map((flag) => flag.replaceAll('-', ' ')).join(', ');
    const line = flags === '' ? statsLineOf(run) : `${statsLineOf(run)} • Flags: ${flags}`;
    this.status = failure === null ? line : `${line}\n\n> ${failure}`;
  }

  get length(): number {
    return this.text.length + this.reasoning.length;
  }

  get hasText(): boolean {
    return this.text !== '';
  }

  toString(): string {
    const details = this.reasoning === '' ? '' : `${this.details()}\n\n`;
    return this.head() + details + normalise(this.text);
  }

  private head(): string {
    const { botName, categoryTitle, promptTitle } = this.view;
    return `# ${promptTitle}\n\n${botName} · ${categoryTitle}\n\n${this.status}\n\n---\n\n`;
  }

  private details(): string {
    const open = this.hasText ? '</details>' : '…';
    return `<details><summary>Reasoning</summary>\n\n${withoutBlankEnds(this.reasoning)}\n\n${open}`;
  }
}

function normalise(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}

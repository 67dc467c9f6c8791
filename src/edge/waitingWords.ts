import { Disposables } from './disposables';

/** The window takes the rows of a tree in a moment after they were handed to it. */
const takenMs = 250;

/**
 * Words above a tree while it waits for its first rows. Welcome texts would take the focus that is given to the view, and
 * with the first rows it would be lost; from these words the window hands it on to the rows.
 */
export class WaitingWords extends Disposables {
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly view: { message?: string | undefined },
    words: string,
  ) {
    super();
    view.message = words;
    this.atEnd(() => this.timer && clearTimeout(this.timer));
  }

  /** With rows the words stay until these have been taken; without any the welcome text may come at once. */
  over(rows: number): void {
    if (this.view.message === undefined || this.timer) return;
    this.timer = setTimeout(
      () => {
        this.timer = null;
        this.view.message = undefined;
      },
      rows === 0 ? 0 : takenMs,
    );
  }
}

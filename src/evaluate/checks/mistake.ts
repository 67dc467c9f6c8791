import { SaidError, type Said } from '../../l10n/said';
/** A mistake in a check line; the message is a sentence that says what is expected. */
export class CheckMistake extends SaidError {
  /**
   * @param at the piece of the line that is wrong, to be underlined; the whole line where it is not given
   * @param fix what could stand in its place
   */
  constructor(
    said: Said,
    readonly at: string | null = null,
    readonly fix: string | null = null,
  ) {
    super(said);
    this.name = 'CheckMistake';
  }
}

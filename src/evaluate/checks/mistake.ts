/** A mistake in a check line; the message is a sentence that says what is expected. */
export class CheckMistake extends Error {
  /**
   * @param at the piece of the line that is wrong, to be underlined; the whole line where it is not given
   * @param fix what could stand in its place
   */
  constructor(
    message: string,
    readonly at: string | null = null,
    readonly fix: string | null = null,
  ) {
    super(message);
    this.name = 'CheckMistake';
  }
}

import type { RatingWish } from '../../rank/arena/rateBots';

export interface RatingQuestion extends RatingWish {
  /** The database. */
  file: string;
  practice: boolean;
}

import type { Rating } from '../../rank/ratings/rate';

/** A bot's rating, with the bot. */
export type BotRating = Rating & { botId: number };

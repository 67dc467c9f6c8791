import type { PromptScore } from '../model/certainty';
import type { Reader } from './search/reader';

/** What counts of some bots at the current version of each prompt, settled in part or whole. */
export function promptScores(reader: Reader, botIds: readonly number[]): PromptScore[] {
  return reader.all<PromptScore>(
    `SELECT s.bot_id AS botId, s.category_id AS category, s.prompt_id AS prompt, s.points, s.settled
     FROM standing AS s JOIN prompt AS p
       ON p.category_id = s.category_id AND p.id = s.prompt_id AND p.current = 1 AND p.hash = s.scored_hash
     WHERE s.settled > 0 AND s.bot_id IN (SELECT value FROM json_each(?))`,
    JSON.stringify(botIds),
  );
}

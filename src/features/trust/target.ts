/** What a command is called on: the row of a menu. */
export interface TrustTarget {
  botId?: number;
}

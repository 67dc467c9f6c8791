/** The two full-text indexes, and the tables in which FTS5 keeps them. */
export const indexes = ['search_entry', 'search_answer'] as const;

export function isIndexTable(table: string): boolean {
  return /^search_(?:entry|answer)(?:_(?:data|idx|content|docsize|config))?$/.test(table);
}

/** Where a key leads in a list of so many rows; null where it does not move. -1 is the field above the list. */
export function moveInList(key: string, at: number, count: number, page: number): number | null {
  const within = (index: number): number => Math.max(0, Math.min(count - 1, index));
  switch (key) {
    case 'ArrowDown':
      return within(at + 1);
    case 'ArrowUp':
      return at <= 0 ? -1 : at - 1;
    case 'PageDown':
      return within(at + page);
    case 'PageUp':
      return within(at - page);
    case 'Home':
      return 0;
    case 'End':
      return within(count - 1);
    case 'Escape':
      return -1;
    default:
      return null;
  }
}

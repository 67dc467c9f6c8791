/** Whether this is Ctrl+S (Cmd+S); the browser's own saving is then prevented. */
export function isSaveKey(event: KeyboardEvent): boolean {
  const isKey = (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 's';
  if (isKey) event.preventDefault();
  return isKey;
}

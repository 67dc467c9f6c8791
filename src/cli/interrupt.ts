/** Aborted by Ctrl+C, or when the process is told to end; a second time ends it at once. */
export function interruptSignal(): AbortSignal {
  const controller = new AbortController();
  const cancel = (): void => controller.abort();
  process.once('SIGINT', cancel).once('SIGTERM', cancel);
  return controller.signal;
}

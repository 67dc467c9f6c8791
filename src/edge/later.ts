import type { CommandId, Handlers } from './commands';

/**
 * Handlers whose code is read when the first of them is called: what VS Code reads at its start stays small. `ids` are
 * theirs; where reading fails, the next call tries again.
 */
export function later<const Id extends CommandId>(
  ids: readonly Id[],
  read: () => Promise<Required<Pick<Handlers, Id>>>,
): Handlers {
  let reading: Promise<Handlers> | null = null;
  const call = async (id: Id, args: unknown[]): Promise<unknown> => {
    reading ??= read();
    const handlers = await reading.catch((error: unknown) => {
      reading = null;
      throw error;
    });
    return (handlers[id] as (...args: unknown[]) => unknown)(...args);
  };
  return Object.fromEntries(ids.map((id) => [id, (...args: unknown[]) => call(id, args)]));
}

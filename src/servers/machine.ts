import { isLoopback } from './http/loopback';

/**
 * Which machine works for a server: two servers on one take memory and time from each other, so that they run one after
 * the other, and what overlaps is flagged. All loopback addresses are this machine unless the settings name another
 * (`machine`), e.g. behind a tunnel or for a graphics card of its own; any other server counts as a machine by itself.
 */
export function machineOf(server: string, named?: string): string {
  if (named !== undefined) return `named ${named}`;
  return URL.canParse(server) && isLoopback(new URL(server).hostname) ? 'this machine' : server;
}

import type { Handlers } from '../../edge/registry';
import type { RevealBot } from './searchHit';
import type { Session } from '../../edge/session';

/** `type` shows the search with the keyboard in its query; a text replaces the query. */
export function searchHandlers(
  session: Session,
  type: (text: string | null) => Promise<void>,
  reveal: RevealBot,
): Handlers {
  return {
    'llp.focusSearch': (target?: { text?: unknown }) => type(typeof target?.text === 'string' ? target.text : null),
    'llp.findBot': async (target?: { text?: unknown }) => {
      const { findBot } = await import('../bots/findBot');
      return findBot(session, reveal, typeof target?.text === 'string' ? target.text : '');
    },
  };
}

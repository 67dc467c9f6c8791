import type { VNode } from 'preact';
import { inertPieces } from './inertText';

/** Text that others wrote, with characters that would reorder or hide something shown by name. */
export function Inert({ text }: { text: string }): VNode {
  return (
    <bdi>
      {inertPieces(text).map((piece) =>
        piece.kind === 'text' ? piece.text : <span class="hidden-character">{piece.text}</span>,
      )}
    </bdi>
  );
}

import type { JSX } from 'preact';
import type { Side } from '../arrange';

type Handlers = Required<
  Pick<
    JSX.HTMLAttributes<HTMLElement>,
    'draggable' | 'onDragStart' | 'onDragEnd' | 'onDragOver' | 'onDragLeave' | 'onDrop'
  >
>;

/** The column whose heading is being dragged: while it is, VS Code's own drags and those from outside mean nothing here. */
let dragged: string | null = null;

/** Makes a heading one that can be dragged beside others; a line on the side shows where it would go. */
export function columnDrag(id: string, onMove: (id: string, target: string, side: Side) => void): Handlers {
  return {
    draggable: true,
    onDragStart: (event) => {
      dragged = id;
      // A drag that carries nothing does not begin everywhere.
      event.dataTransfer?.setData('application/x-llp-column', id);
      event.currentTarget.classList.add('dragged');
    },
    onDragEnd: (event) => {
      dragged = null;
      event.currentTarget.classList.remove('dragged');
    },
    onDragOver: (event) => {
      if (dragged === null || dragged === id) return;
      event.preventDefault();
      mark(event.currentTarget, sideOf(event));
    },
    onDragLeave: (event) => {
      // Also said when the pointer goes on to a part of the heading.
      if (!(event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget)))
        mark(event.currentTarget, null);
    },
    onDrop: (event) => {
      mark(event.currentTarget, null);
      if (dragged === null || dragged === id) return;
      event.preventDefault();
      onMove(dragged, id, sideOf(event));
    },
  };
}

function sideOf(event: JSX.TargetedDragEvent<HTMLElement>): Side {
  const { left, width } = event.currentTarget.getBoundingClientRect();
  return event.clientX < left + width / 2 ? 'before' : 'after';
}

function mark(heading: HTMLElement, side: Side | null): void {
  heading.classList.toggle('drop-before', side === 'before');
  heading.classList.toggle('drop-after', side === 'after');
}

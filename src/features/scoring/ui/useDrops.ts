import { useEffect, useRef, useState } from 'preact/hooks';

/** What was dropped: files of another program, addresses of files from VS Code's own views, or else text. */
export interface Dropped {
  files: File[];
  addresses: string[];
  text: string;
}

/** How VS Code's Explorer and tabs name what is dragged out of them. */
const ownFiles = 'resourceurls';
/** A drag that goes elsewhere does not always say so; one that is here says so several times a second. */
const silenceMs = 800;

/**
 * Takes what is dropped anywhere on the page; true while something is held over it. Without Shift, VS Code takes what
 * is dragged across its window for itself, and opens files: the page hears of such a drag only where it came straight
 * to it, and then must keep it from VS Code's listeners.
 */
export function useDrops(take: (dropped: Dropped) => void): boolean {
  const [isOver, setIsOver] = useState(false);
  const latest = useRef(take);
  latest.current = take;
  useEffect(() => {
    let ownDrag = false;
    let timer = 0;
    const show = (over: boolean): void => {
      clearTimeout(timer);
      setIsOver(over);
      if (over) timer = window.setTimeout(() => setIsOver(false), silenceMs);
    };
    const claim = (event: DragEvent): DataTransfer | null => {
      const { dataTransfer } = event;
      if (!dataTransfer) return null;
      const owner = ownerOf(event, dataTransfer);
      // VS Code would keep the field from getting it.
      if (owner === 'field') event.stopPropagation();
      if (owner !== 'page' || ownDrag) return null;
      event.preventDefault();
      event.stopPropagation();
      return dataTransfer;
    };
    const onOver = (event: DragEvent): void => {
      const data = claim(event);
      if (data) data.dropEffect = 'copy';
      show(data !== null);
    };
    const onLeave = (event: DragEvent): void => {
      if (event.relatedTarget === null) show(false);
    };
    const onDrop = (event: DragEvent): void => {
      show(false);
      const data = claim(event);
      if (data) latest.current(read(data));
    };
    const begin = (): void => void (ownDrag = true);
    const end = (): void => void (ownDrag = false);
    const listeners: [string, (event: DragEvent) => void][] = [
      ['dragstart', begin],
      ['dragend', end],
      ['dragenter', onOver],
      ['dragover', onOver],
      ['dragleave', onLeave],
      ['drop', onDrop],
    ];
    for (const [type, listener] of listeners) document.addEventListener(type, listener as EventListener, true);
    return () => {
      clearTimeout(timer);
      for (const [type, listener] of listeners) document.removeEventListener(type, listener as EventListener, true);
    };
  }, []);
  return isOver;
}

/** Whom a drag is for: text over a field is the field's. */
function ownerOf(event: DragEvent, { types }: DataTransfer): 'page' | 'field' | null {
  if (types.includes('Files') || types.includes(ownFiles)) return 'page';
  if (!types.includes('text/plain')) return null;
  const [target] = event.composedPath();
  return target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement ? 'field' : 'page';
}

function read(data: DataTransfer): Dropped {
  return { files: [...data.files], addresses: addresses(data.getData(ownFiles)), text: data.getData('text/plain') };
}

function addresses(json: string): string[] {
  try {
    const list: unknown = JSON.parse(json);
    return Array.isArray(list) ? list.filter((address) => typeof address === 'string') : [];
  } catch {
    return [];
  }
}

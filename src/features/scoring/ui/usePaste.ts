import { useRef, useState } from 'preact/hooks';
import { fill } from '../../../ui/strings';
import { inertText } from '../../../ui/inertText';
import { emptyPaste, readPaste, readPasted, replaceText, type Figures, type PasteForm } from '../pasteForm';
import { longestPasted, textOfClip, textOfFile, type PastedText } from '../pastedText';
import type { PastedAnswer } from '../../../model/run';
import type { IngestContent } from '../protocol';
import type { IngestStrings } from '../strings';
import type { IngestRpc } from './rpc';
import type { Drafts } from './useDrafts';
import { useDrops, type Dropped } from './useDrops';

/** An answer that comes from another program: pasted, dropped or typed. */
export interface Paste {
  form: PasteForm;
  isOpen: boolean;
  /** Something is being held over the page. */
  isOver: boolean;
  open: () => void;
  cancel: () => void;
  change: (form: PasteForm) => void;
  /** Takes a text as the answer, with the speed line at its beginning. */
  take: (text: string) => void;
  submit: () => void;
  /** Begins anew for what the form shows now. */
  reset: (content: IngestContent) => void;
}

interface Options {
  rpc: IngestRpc;
  strings: IngestStrings;
  content: IngestContent | null;
  drafts: Drafts;
  say: (problem: string | null) => void;
  onPaste: (answer: PastedAnswer) => void;
}

export function usePaste({ rpc, strings, content, drafts, say, onPaste }: Options): Paste {
  const [form, setForm] = useState(emptyPaste);
  const [isOpen, setIsOpen] = useState(false);
  /** Figures that were read from the text, not typed. */
  const found = useRef<Partial<Figures>>({});

  const keep = (next: PasteForm | null): void => {
    if (!content) return;
    const { place } = content;
    drafts.keep('paste', () => rpc.notify('savePaste', { place, form: next }));
  };
  const change = (next: PasteForm): void => {
    setForm(next);
    keep(next);
  };
  const read = (name: string, pasted: PastedText): void => {
    setIsOpen(true);
    if ('problem' in pasted) {
      const sentences = {
        'too-large': strings.dropTooLarge,
        'not-text': strings.dropNotText,
        unreadable: strings.dropUnreadable,
        several: strings.dropSeveral,
      };
      say(fill(sentences[pasted.problem], inertText(name), longestPasted / 1e6));
      return;
    }
    say(null);
    const { text: _, ...figures } = readPasted(pasted.text);
    change(replaceText(form, found.current, pasted.text));
    found.current = figures;
  };
  const take = (text: string): void => {
    if (text.trim() !== '') read(strings.pasteText, textOfClip(text));
  };
  const isOver = useDrops(({ files, addresses, text }: Dropped) => {
    const [file] = files;
    const [address] = addresses;
    const name = file?.name ?? (address === undefined ? '' : nameOf(address));
    const fail = (): void => read(name, { problem: 'unreadable' });
    if (!content) return;
    if (files.length + addresses.length > 1) read(name, { problem: 'several' });
    else if (file && file.size > longestPasted) read(name, { problem: 'too-large' });
    else if (file) file.arrayBuffer().then((bytes) => read(name, textOfFile(new Uint8Array(bytes))), fail);
    else if (address !== undefined) rpc.request('readFile', address).then((pasted) => read(name, pasted), fail);
    else take(text);
  });
  return {
    form,
    isOpen: isOpen || content?.answer === null,
    isOver,
    open: () => setIsOpen(true),
    cancel: () => {
      say(null);
      setForm(emptyPaste);
      setIsOpen(false);
      keep(null);
    },
    change,
    take,
    submit: () => {
      const { answer } = readPaste(form);
      if (answer === null) return;
      drafts.drop('paste');
      onPaste(answer);
    },
    reset: ({ paste }) => {
      setForm(paste ?? emptyPaste);
      setIsOpen(paste !== null);
      found.current = {};
    },
  };
}

function nameOf(address: string): string {
  const last = address.split('/').at(-1) ?? '';
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}

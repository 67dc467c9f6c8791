import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { TextArea } from '../../../ui/toolkit';
import type { DetailsStrings } from '../strings';

interface NotesProps {
  strings: DetailsStrings;
  notes: string;
  onSave: (text: string) => Promise<void>;
  /** Told of each letter. */
  onType: (text: string) => void;
}

const delayMs = 600;

/** A person's own notes on the bot: saved soon after typing stops, and at once with Ctrl+S. */
export function Notes({ strings, notes, onSave, onType }: NotesProps): VNode {
  const [text, setText] = useState(notes);
  const [saved, setSaved] = useState(false);
  const stored = useRef(notes);
  const latest = useRef(text);
  latest.current = text;
  const save = (): void => {
    if (latest.current === stored.current) return;
    stored.current = latest.current;
    void onSave(latest.current).then(() => setSaved(true));
  };
  useEffect(() => {
    const timer = setTimeout(save, delayMs);
    return () => clearTimeout(timer);
  }, [text]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== 's') return;
      event.preventDefault();
      save();
    };
    window.addEventListener('keydown', onKey);
    return () => {
      window.removeEventListener('keydown', onKey);
      // Leaving for another bot must not lose what was typed last.
      save();
    };
  }, []);
  return (
    <section class="notes">
      <h2>{strings.notes}</h2>
      <TextArea
        rows={6}
        value={text}
        placeholder={strings.notesPlaceholder}
        aria-label={strings.notes}
        onInput={(value) => {
          setText(value);
          setSaved(false);
          onType(value);
        }}
      />
      <div class="dim" role="status">
        {saved ? strings.notesSaved : ''}
      </div>
    </section>
  );
}

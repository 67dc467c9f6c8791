import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Button, TextArea } from '../../toolkit';
import { isTextField } from '../../ui/focus';
import { isSaveKey } from '../../ui/saveKey';
import { Icon } from '../../ui/Icon';
import { readPaste, readPasted } from '../pasteForm';
import type { PastedAnswer, PasteForm } from '../protocol';
import type { IngestStrings } from '../strings';
import { FigureFields } from './Figures';

interface NoAnswerProps {
  strings: IngestStrings;
  /** True where there is an answer already and another is to be put in its place. */
  hasAnswer: boolean;
  form: PasteForm;
  onChange: (form: PasteForm) => void;
  onConduct: () => void;
  onPaste: (answer: PastedAnswer) => void;
  onCancel: () => void;
}

/** How to get an answer: let the bot give it, or paste one that it gave elsewhere. */
export function NoAnswer(props: NoAnswerProps): VNode {
  const { strings, hasAnswer, form, onChange: change, onConduct, onPaste, onCancel } = props;
  const [tried, setTried] = useState(false);
  const take = (text: string): void => change({ ...form, ...readPasted(text) });
  useEffect(() => {
    const onPasteEvent = (event: ClipboardEvent): void => {
      const text = event.clipboardData?.getData('text/plain') ?? '';
      if (text === '' || isTextField(document.activeElement)) return;
      event.preventDefault();
      take(text);
    };
    document.addEventListener('paste', onPasteEvent);
    return () => document.removeEventListener('paste', onPasteEvent);
  });
  const onDrop = (event: DragEvent): void => {
    event.preventDefault();
    const [file] = event.dataTransfer?.files ?? [];
    if (file) void file.text().then(take);
    else take(event.dataTransfer?.getData('text/plain') ?? '');
  };
  const read = readPaste(form);
  const submit = (): void => {
    setTried(true);
    if (read.answer !== null) onPaste(read.answer);
  };
  return (
    <section
      class="answer paste"
      data-saves
      onKeyDown={(event) => {
        if (isSaveKey(event)) submit();
      }}
      onDragEnter={takeDrag}
      onDragOver={takeDrag}
      onDrop={onDrop}
    >
      {!hasAnswer && (
        <div class="offer">
          <h2>{strings.noAnswer}</h2>
          <p>{strings.noAnswerHint}</p>
          <Button appearance="primary" onClick={onConduct}>
            {strings.conduct}
          </Button>
        </div>
      )}
      <h2>{strings.pasteTitle}</h2>
      <p class="dim">{strings.pasteHint}</p>
      <TextArea
        rows={10}
        value={form.text}
        onInput={(text) => change(form.text === '' ? { ...form, ...readPasted(text) } : { ...form, text })}
      >
        {strings.pasteText}
      </TextArea>
      {tried && form.text.trim() === '' && (
        <span class="field-problem">
          <Icon name="error" /> {strings.pasteEmpty}
        </span>
      )}
      <FigureFields
        {...{ strings }}
        figures={form}
        problems={read.problems}
        onChange={(figures) => change({ ...form, ...figures })}
      />
      <div class="buttons">
        <Button appearance="primary" onClick={submit}>
          {strings.pasteUse}
        </Button>
        {hasAnswer && <Button onClick={onCancel}>{strings.pasteCancel}</Button>}
      </div>
    </section>
  );
}

/** VS Code takes a file that comes over a page for one to be opened, unless it does not hear of it. */
function takeDrag(event: DragEvent): void {
  event.preventDefault();
  event.stopPropagation();
}

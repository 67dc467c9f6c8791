import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { fill } from '../../../ui/strings';
import { Button, TextArea } from '../../../ui/toolkit';
import { isTextField } from '../../../ui/focus';
import { number } from '../../../ui/format';
import { isSaveKey } from '../../../ui/saveKey';
import { Icon } from '../../../ui/Icon';
import { readPaste, readPasted } from '../pasteForm';
import { longestPasted } from '../pastedText';
import type { IngestStrings } from '../strings';
import { FigureFields } from './Figures';
import type { Paste } from './usePaste';

interface NoAnswerProps {
  strings: IngestStrings;
  /** True where there is an answer already and another is to be put in its place. */
  hasAnswer: boolean;
  paste: Paste;
  onConduct: () => void;
}

/** How to get an answer: let the bot give it, or paste one that it gave elsewhere. */
export function NoAnswer({ strings, hasAnswer, paste, onConduct }: NoAnswerProps): VNode {
  const { form, change } = paste;
  const [tried, setTried] = useState(false);
  useEffect(() => {
    const onPasteEvent = (event: ClipboardEvent): void => {
      const text = event.clipboardData?.getData('text/plain') ?? '';
      if (text === '' || (isTextField(document.activeElement) && !replacesAll(event))) return;
      event.preventDefault();
      paste.take(text);
    };
    document.addEventListener('paste', onPasteEvent);
    return () => document.removeEventListener('paste', onPasteEvent);
  });
  const { problems } = readPaste(form);
  const submit = (): void => {
    setTried(true);
    paste.submit();
  };
  const isTooLong = form.text.length > longestPasted;
  return (
    <section
      class="answer paste"
      data-saves
      onKeyDown={(event) => {
        if (isSaveKey(event)) submit();
      }}
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
      {(isTooLong || (tried && form.text.trim() === '')) && (
        <span class="field-problem" role="alert">
          <Icon name="error" />{' '}
          {isTooLong ? fill(strings.pasteTooLong, number(form.text.length), number(longestPasted)) : strings.pasteEmpty}
        </span>
      )}
      <FigureFields {...{ strings, problems }} figures={form} onChange={(figures) => change({ ...form, ...figures })} />
      <div class="buttons">
        <Button appearance="primary" onClick={submit}>
          {strings.pasteUse}
        </Button>
        {hasAnswer && <Button onClick={paste.cancel}>{strings.pasteCancel}</Button>}
      </div>
    </section>
  );
}

/** Whether a paste puts a whole new text into the field for the answer, which may begin with a speed line. */
function replacesAll(event: ClipboardEvent): boolean {
  const [field] = event.composedPath();
  return (
    field instanceof HTMLTextAreaElement &&
    event.target instanceof Element &&
    event.target.closest('.paste') !== null &&
    field.selectionStart === 0 &&
    field.selectionEnd === field.value.length
  );
}

import type { VNode } from 'preact';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { fill } from '../../../ui/strings';
import { Button } from '../../../ui/toolkit';
import { savedState, saveState } from '../../../ui/client';
import { keepFocus, trackFocus } from '../../../ui/focus';
import { Icon } from '../../../ui/Icon';
import { number } from '../../../ui/format';
import { Waiting } from '../../../ui/Waiting';
import { textToCopy } from '../copyText';
import { takingOf, withGhosts } from '../ghosts';
import type { Draft, IngestContent, IngestUi } from '../protocol';
import { readForm, startDraft } from '../scoreForm';
import type { IngestStrings } from '../strings';
import type { IngestRpc } from './rpc';
import { AnswerPane } from './AnswerPane';
import { Header } from './Header';
import { NoAnswer } from './NoAnswer';
import { PromptPane } from './PromptPane';
import { ReadingPanel, ReadingTabs, type ReadingTab } from './Reading';
import { ScorePane } from './ScorePane';
import { useDrafts } from './useDrafts';
import { usePaste } from './usePaste';

export interface IngestEvents {
  show: (content: IngestContent) => void;
  ghosts: (news: Parameters<IngestUi['ghosts']>[0]) => void;
}

interface Props {
  rpc: IngestRpc;
  strings: IngestStrings;
  events: IngestEvents;
}

/** What was stored last, so that it can be taken back. */
interface Saved {
  scoreId: number;
  text: string;
}

export function App({ rpc, strings, events }: Props): VNode {
  const [content, setContent] = useState<IngestContent | null>(null);
  const [draft, setDraft] = useState<Draft | null>(null);
  const [touched, setTouched] = useState(false);
  const [showProblems, setShowProblems] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [saved, setSaved] = useState<Saved | null>(null);
  const [notice, setNotice] = useState('');
  const [tab, setTab] = useState<ReadingTab>('answer');
  const [isOver, setOver] = useState(false);
  const [correcting, setCorrecting] = useState(false);
  const [withSystem, setWithSystem] = useState(() => savedState<{ withSystem: boolean }>().withSystem ?? false);
  const busy = useRef(false);
  const resetPaste = useRef<(next: IngestContent) => void>(() => undefined);
  const drafts = useDrafts();

  const show = useCallback((next: IngestContent) => {
    setContent(next);
    setDraft(next.draft ?? startDraft(next.prompt.rubric, next.score, next.items));
    setTouched(next.draft !== null);
    setShowProblems(false);
    resetPaste.current(next);
    setProblem(null);
    setOver(false);
    setTab('answer');
    saveState({
      withSystem: savedState<{ withSystem: boolean }>().withSystem ?? false,
      target: { place: next.place },
    });
  }, []);
  const fail = useCallback((error: Error) => setProblem(error.message), []);
  const load = useCallback(() => void rpc.request('ready', null).then(show, fail), [rpc, show, fail]);
  const go = useCallback(
    (answer: Promise<IngestContent | null>) => {
      setSaved(null);
      setNotice('');
      answer.then((next) => (next ? show(next) : setNotice(strings.noOther)), fail);
    },
    [show, fail, strings],
  );
  events.show = (next) => {
    setSaved(null);
    show(next);
  };
  events.ghosts = ({ place: of, ghosts }) => setContent((now) => (now?.place === of ? { ...now, ghosts } : now));
  const paste = usePaste({
    ...{ rpc, strings, content, drafts },
    say: setProblem,
    onPaste: (answer) => go(rpc.request('paste', answer)),
  });
  resetPaste.current = paste.reset;

  useEffect(load, [load]);
  useEffect(() => trackFocus((where) => rpc.notify('focus', where)), [rpc]);
  useEffect(
    () => keepFocus(() => document.querySelector<HTMLElement>('.score input, .paste vscode-button')),
    [content === null],
  );

  const change = (next: Draft): void => {
    setDraft(next);
    setTouched(true);
    setSaved(null);
    if (!content?.answer) return;
    const { place } = content;
    saveState({ ...savedState(), draft: { place, draft: next } });
    drafts.keep('score', () => rpc.notify('saveDraft', { place, draft: next }));
  };

  const save = async (thenNext: boolean): Promise<void> => {
    if (!content?.answer || !draft || busy.current || content.answer.status !== 'complete') return;
    const read = readForm(draft, content.prompt.rubric, content.prompt.points);
    if (read.points === null) {
      setShowProblems(true);
      setProblem(strings.incomplete);
      focusFirstProblem();
      return;
    }
    busy.current = true;
    drafts.drop('score');
    try {
      const result = await rpc.request('save', {
        place: content.place,
        points: read.points,
        rubric: read.rubric,
        note: draft.note.trim(),
      });
      show(result.content);
      const figures = [number(read.points, 2), number(content.prompt.points)] as const;
      const { bot } = result.content;
      setSaved({
        scoreId: result.scoreId,
        text:
          bot === null || !content.blind ? fill(strings.saved, ...figures) : fill(strings.savedBot, ...figures, bot),
      });
      if (thenNext) {
        const next = await rpc.request('step', { by: 1, unscored: true });
        if (next) show(next);
        else {
          setNotice(content.walk === 'bot' ? strings.allScored : strings.allScoredPrompt);
          setOver(true);
        }
      }
    } catch (error) {
      fail(error as Error);
    } finally {
      busy.current = false;
    }
  };
  const take = async (wanted: string[] | null): Promise<void> => {
    if (!content || !draft || busy.current) return;
    const { accept, fill: filled } = takingOf(content, wanted);
    const next = withGhosts(draft, content.ghosts, [...accept, ...filled]);
    if (filled.length > 0) change(next);
    if (accept.length === 0) {
      if (filled.length > 0) setNotice(strings.ghostsFilled);
      return;
    }
    busy.current = true;
    try {
      const begun = touched || filled.length > 0;
      const result = await rpc.request('accept', { place: content.place, items: accept });
      show(result.content);
      if (begun) change(next);
      const text = accept.length === 1 ? strings.ghostTaken : fill(strings.ghostsTaken, accept.length);
      setSaved({ scoreId: result.scoreId, text });
    } catch (error) {
      fail(error as Error);
    } finally {
      busy.current = false;
    }
  };
  const loadAgreements = useCallback((judges: string[]) => rpc.request('agreements', judges), [rpc]);
  const openLink = (url: string): void => void rpc.request('openLink', url).catch(fail);
  const goElsewhere = (): void => {
    setOver(false);
    setSaved(null);
    rpc.request('elsewhere', undefined).then((next) => {
      setNotice(next ? '' : strings.nothingWaits);
      if (next) show(next);
    }, fail);
  };
  const undo = (): void => {
    if (!saved) return;
    rpc.request('undo', saved.scoreId).then((next) => {
      setSaved(null);
      show(next);
      setNotice(strings.undone);
    }, fail);
  };
  const copy = (): void => {
    if (!content) return;
    // The page has the keyboard, so it may copy; VS Code in a browser may not while the page has it.
    navigator.clipboard
      .writeText(textToCopy(content.prompt, withSystem))
      .catch(() => rpc.request('copyPrompt', { withSystem }))
      .then(() => setNotice(strings.copied), fail);
  };

  const place = content?.place;
  // In a narrow view the whole page scrolls: the next answer begins at its top.
  useEffect(() => window.scrollTo(0, 0), [place]);

  useKeys({
    // Going on would leave another form that is being filled in.
    save: () => (content?.answer ? void save(!paste.isOpen && !correcting) : paste.submit()),
    next: () => go(rpc.request('step', { by: 1, unscored: false })),
    previous: () => go(rpc.request('step', { by: -1, unscored: false })),
    copy,
  });

  if (!content || !draft) {
    return <Waiting {...{ problem, strings }} onRetry={load} />;
  }
  return (
    <main class="form">
      {paste.isOver && (
        <div class="drop-here">
          <span>{strings.dropHere}</span>
        </div>
      )}
      <Header
        {...{ content, strings }}
        onOpen={(categoryId, promptId) =>
          go(rpc.request('open', { categoryId, ...(promptId === undefined ? {} : { promptId }) }))
        }
        onStep={(by) => go(rpc.request('step', { by, unscored: false }))}
        onMode={(mode) => go(rpc.request('setMode', mode))}
      />
      <div class="messages" role="status">
        {saved && (
          <div class="saved">
            <Icon name="check" />
            <span>{saved.text}</span>
            <Button onClick={undo}>{strings.undo}</Button>
          </div>
        )}
        {notice !== '' && (
          <div class="notice">
            <span>{notice}</span>
            {isOver && <Button onClick={goElsewhere}>{strings.elsewhere}</Button>}
          </div>
        )}
        {content.draft !== null && touched && !saved && <div class="notice">{strings.draftRestored}</div>}
      </div>
      {problem !== null && (
        <div role="alert" class="problem">
          {problem}
        </div>
      )}
      <div class="panes">
        <div class="reading">
          <ReadingTabs {...{ tab, strings }} onTab={setTab} />
          <ReadingPanel id="answer" tab={tab}>
            {content.answer && !paste.isOpen ? (
              <AnswerPane
                answer={content.answer}
                strings={strings}
                onLink={openLink}
                key={place}
                onPaste={paste.open}
                onCorrecting={setCorrecting}
                onCorrect={(figures) => go(rpc.request('correct', figures))}
              />
            ) : (
              <NoAnswer
                key={place}
                {...{ strings, paste }}
                hasAnswer={content.answer !== null}
                onConduct={() => void rpc.request('execute', { command: 'llp.conduct' }).catch(fail)}
              />
            )}
          </ReadingPanel>
          <ReadingPanel id="prompt" tab={tab}>
            <PromptPane
              prompt={content.prompt}
              strings={strings}
              withSystem={withSystem}
              setWithSystem={(wanted) => {
                setWithSystem(wanted);
                saveState({ ...savedState(), withSystem: wanted });
              }}
              onCopy={copy}
              onLink={openLink}
            />
          </ReadingPanel>
        </div>
        <div class="side" key={place}>
          {content.answer && (
            <ScorePane
              key={place}
              {...{ content, draft, strings, change, showProblems, loadAgreements }}
              onTake={(ids) => void take(ids)}
              onSave={() => void save(false)}
              onSaveAndNext={() => void save(true)}
              onLink={openLink}
              onRunAgain={() => void rpc.request('execute', { command: 'llp.runAgain' }).catch(fail)}
            />
          )}
        </div>
      </div>
    </main>
  );
}

function focusFirstProblem(): void {
  // After the messages have been drawn.
  requestAnimationFrame(() => document.querySelector<HTMLElement>('.side [aria-invalid="true"]')?.focus());
}

function useKeys(actions: { save: () => void; next: () => void; previous: () => void; copy: () => void }): void {
  const latest = useRef(actions);
  latest.current = actions;
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const control = event.ctrlKey || event.metaKey;
      const { save, next, previous, copy } = latest.current;
      if (control && !event.altKey && event.key.toLowerCase() === 's') {
        // A part with fields of its own saves those.
        if (event.target instanceof Element && event.target.closest('[data-saves]')) return;
        save();
      } else if (control && !event.altKey && event.key.toLowerCase() === 'y' && !isTyping(event)) copy();
      else if (event.altKey && !control && event.key === 'ArrowRight') next();
      else if (event.altKey && !control && event.key === 'ArrowLeft') previous();
      else return;
      event.preventDefault();
      // Else VS Code would do its own with the key too: Ctrl+Y would do again what was taken back in a field.
      event.stopImmediatePropagation();
    };
    window.addEventListener('keydown', onKey, true);
    return () => window.removeEventListener('keydown', onKey, true);
  }, []);
}

/** In the note, Ctrl+Y does what it does in every text field. */
function isTyping(event: KeyboardEvent): boolean {
  const [target] = event.composedPath();
  return target instanceof HTMLTextAreaElement;
}

import type { VNode } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { JudgeAgreement } from '../../../model/agreement';
import type { CheckVerdict } from '../../../model/check';
import type { JuryItem } from '../../../model/jury';
import type { RubricItem } from '../../../model/prompt';
import { fill } from '../../../ui/strings';
import { Button, TextArea } from '../../../ui/toolkit';
import { dateTime, number } from '../../../ui/format';
import { givenText, partText } from '../../../ui/givers/giverTexts';
import { inertText } from '../../../ui/inertText';
import { Markdown } from '../../../ui/Markdown';
import { Verdicts } from '../../../ui/verdicts/Verdicts';
import { usePageSize } from '../../../ui/usePageSize';
import { isTaken } from '../ghosts';
import type { Draft, IngestContent } from '../protocol';
import { pointsSoFar, readForm, type FieldProblem } from '../scoreForm';
import type { IngestStrings } from '../strings';
import { Ghost, Ghosts } from './Ghost';
import { Points } from './Points';
import { ItemStrip, stripWidth } from './ItemStrip';

const keyHints = [
  [['0–9'], 'keyDigits'],
  [['↑', '↓'], 'keyArrows'],
  [['F', 'H', 'N'], 'keyLetters'],
  [['Enter'], 'keyEnter'],
] as const;

interface ScoreProps {
  content: IngestContent;
  draft: Draft;
  strings: IngestStrings;
  change: (draft: Draft) => void;
  /** Also say what is missing, not only what is wrong. */
  showProblems: boolean;
  onLink: (url: string) => void;
  onSave: () => void;
  onSaveAndNext: () => void;
  onRunAgain: () => void;
  /** Takes over what judges propose for these items, or with null all of it. */
  onTake: (ids: string[] | null) => void;
  loadAgreements: (judges: string[]) => Promise<JudgeAgreement[]>;
}

/** The points for the answer: item by item as the rubric has it, or as one figure. */
export function ScorePane(props: ScoreProps): VNode {
  const { content, draft, strings, change, showProblems, onLink, onSave, onSaveAndNext, onRunAgain } = props;
  const { onTake, loadAgreements } = props;
  const { prompt, answer, score } = content;
  const pane = useRef<HTMLElement>(null);
  // Scoring begins at once: the first field has the keyboard.
  useEffect(() => pane.current?.querySelector<HTMLElement>('input')?.focus({ preventScroll: true }), []);
  const isStrip = usePageSize().width <= stripWidth;
  const [inHand, setInHand] = useState(prompt.rubric[0]?.id ?? '');
  const wanted = useRef<string | null>(null);
  const isFirst = useRef(true);
  /** Opens an item, and gives its field the keyboard once it can be seen. */
  const take = (id: string): void => {
    wanted.current = id;
    setInHand(id);
  };
  useLayoutEffect(() => {
    if (isFirst.current) isFirst.current = false;
    else document.querySelector('.rubric .in-hand')?.scrollIntoView({ block: 'nearest' });
  }, [inHand]);
  useLayoutEffect(() => {
    if (wanted.current !== inHand) return;
    wanted.current = null;
    document.getElementById(`points-${inHand}`)?.focus();
  });
  if (answer?.status !== 'complete') {
    return (
      <section class="score" aria-label={strings.score}>
        <h2>{strings.score}</h2>
        <p>{fill(strings.notComplete, answer?.error ?? answer?.status ?? strings.unknown)}</p>
        <Button appearance="primary" onClick={onRunAgain}>
          {strings.runAgain}
        </Button>
      </section>
    );
  }
  const byRubric = draft.mode === 'rubric' && prompt.rubric.length > 0;
  const whole = content.ghosts[''];
  const { problems } = readForm(draft, prompt.rubric, prompt.points);
  const say = (key: string, max: number): string | null => problemText(problems[key], max, showProblems, strings);
  return (
    <section class="score" aria-label={strings.score} ref={pane}>
      <div class="bar">
        <h2>{strings.score}</h2>
        {prompt.rubric.length > 0 && (
          <div class="switch" role="group" aria-label={strings.howToScore}>
            <button type="button" aria-pressed={byRubric} onClick={() => change({ ...draft, mode: 'rubric' })}>
              {strings.byRubric}
            </button>
            <button
              type="button"
              aria-pressed={!byRubric}
              onClick={() =>
                change({
                  ...draft,
                  mode: 'free',
                  free: draft.free || String(pointsSoFar(draft, prompt.rubric, prompt.points, content.items) || ''),
                })
              }
            >
              {strings.freely}
            </button>
          </div>
        )}
      </div>
      {score && (
        <p class="dim">
          {fill(strings.scoredBefore, dateTime(score.createdAt), number(score.points, 2), number(score.max))}
        </p>
      )}
      <p class="dim hint keys">
        {keyHints.map(([keys, name]) => (
          <span key={name}>
            {keys.map((key) => (
              <kbd key={key}>{key}</kbd>
            ))}{' '}
            {strings[name]}
          </span>
        ))}
      </p>
      <Ghosts ghosts={content.ghosts} strings={strings} load={loadAgreements} onTakeAll={() => onTake(null)} />
      {byRubric ? (
        <>
          {isStrip && (
            <ItemStrip
              {...{ strings, draft, inHand }}
              rubric={prompt.rubric}
              problemOf={(item) => say(item.id, item.points) !== null}
              onTake={take}
            />
          )}
          <ol class={isStrip ? 'rubric strip' : 'rubric'}>
            {prompt.rubric.map((item, index) => (
              <Item
                key={item.id}
                isInHand={item.id === inHand}
                onFocus={() => setInHand(item.id)}
                onNext={() => {
                  const next = prompt.rubric[index + 1];
                  if (next) take(next.id);
                  else pane.current?.querySelector<HTMLElement>('vscode-text-area')?.focus();
                }}
                {...{ item, strings, onLink }}
                given={content.items[item.id]}
                verdicts={content.checks.find(({ id }) => id === item.id)?.verdicts ?? []}
                value={draft.items[item.id] ?? ''}
                problem={say(item.id, item.points)}
                ghost={content.ghosts[item.id]}
                taken={isTaken(content, item.id)}
                onTake={(all) => onTake(all ? null : [item.id])}
                onChange={(value) => change({ ...draft, items: { ...draft.items, [item.id]: value } })}
              />
            ))}
          </ol>
        </>
      ) : (
        <>
          <Points
            id="free"
            label={strings.points}
            max={prompt.points}
            value={draft.free}
            strings={strings}
            problem={say('free', prompt.points)}
            ghost={whole}
            onTake={(all) => onTake(all ? null : [''])}
            onNext={() => pane.current?.querySelector<HTMLElement>('vscode-text-area')?.focus()}
            onChange={(free) => change({ ...draft, free })}
          />
          {whole && (
            <Ghost
              id="free"
              ghost={whole}
              taken={isTaken(content, '')}
              label={strings.points}
              strings={strings}
              onTake={() => onTake([''])}
            />
          )}
        </>
      )}
      <TextArea
        value={draft.note}
        placeholder={strings.notePlaceholder}
        rows={2}
        onInput={(note) => change({ ...draft, note })}
      >
        {strings.note}
      </TextArea>
      <div class="foot">
        <output class="total" aria-label={strings.total}>
          <strong>{number(pointsSoFar(draft, prompt.rubric, prompt.points, content.items), 2)}</strong>{' '}
          {fill(strings.pointsOf, prompt.points)}
        </output>
        <Button onClick={onSave}>{strings.save}</Button>
        <Button appearance="primary" title={strings.saveHint} onClick={onSaveAndNext}>
          {strings.saveAndNext}
        </Button>
      </div>
    </section>
  );
}

interface ItemProps {
  item: RubricItem;
  /** Only of this one all is told. */
  isInHand: boolean;
  onFocus: () => void;
  onNext: () => void;
  /** What counts for the item so far. */
  given: IngestContent['items'][string] | undefined;
  /** Of its checks. */
  verdicts: readonly CheckVerdict[];
  value: string;
  problem: string | null;
  ghost: JuryItem | undefined;
  taken: boolean;
  strings: IngestStrings;
  onTake: (all: boolean) => void;
  onChange: (value: string) => void;
  onLink: (url: string) => void;
}

function Item(props: ItemProps): VNode {
  const { item, given, verdicts, value, problem, ghost, taken, strings, onTake, onChange, onLink } = props;
  const { isInHand, onFocus, onNext } = props;
  const isPressed = useRef(false);
  const levels: ['full' | 'half' | 'none', string, number][] = [
    ['full', strings.full, item.points],
    ['half', strings.half, item.points / 2],
    ['none', strings.none, 0],
  ];
  return (
    <li
      class={isInHand ? 'in-hand' : undefined}
      // Pressing the button of another item moves it under the pointer: it opens once the click is over.
      onPointerDown={() => (isPressed.current = true)}
      onPointerLeave={() => (isPressed.current = false)}
      onFocusIn={() => {
        if (!isPressed.current) onFocus();
      }}
      onClick={() => {
        isPressed.current = false;
        onFocus();
      }}
    >
      <div class="title" id={`title-${item.id}`}>
        <Markdown text={item.title} strings={strings} onLink={onLink} />
      </div>
      {given && given.source !== 'hand' && (
        <p class="dim" id={`given-${item.id}`}>
          {given.settled === undefined
            ? givenText(given.points, given.source, strings)
            : partText({ ...given, settled: given.settled, max: item.points }, strings)}
        </p>
      )}
      {verdicts.length > 0 && <Verdicts {...{ verdicts, strings }} />}
      <div class="line">
        <Points
          id={item.id}
          label={inertText(item.title)}
          max={item.points}
          value={value}
          strings={strings}
          problem={problem}
          ghost={ghost}
          onTake={onTake}
          onNext={onNext}
          onChange={onChange}
        />
        <div class="levels" role="group" aria-labelledby={`title-${item.id}`}>
          {levels.map(([level, name, points]) => (
            <button
              key={level}
              type="button"
              tabIndex={-1}
              title={item[level]}
              aria-pressed={value !== '' && Number(value.replace(',', '.')) === points}
              onClick={() => onChange(String(points))}
            >
              {name}
            </button>
          ))}
        </div>
      </div>
      {ghost && (
        <Ghost id={item.id} {...{ ghost, taken, strings }} label={inertText(item.title)} onTake={() => onTake(false)} />
      )}
      {!isInHand && item.full !== undefined && (
        <p class="brief dim" aria-hidden="true">
          {inertText(item.full)}
        </p>
      )}
      <dl>
        {levels.map(([level, name]) =>
          item[level] === undefined ? null : (
            <div key={level}>
              <dt>{name}</dt>
              <dd>
                <Markdown text={item[level]} strings={strings} onLink={onLink} />
              </dd>
            </div>
          ),
        )}
        {item.mistakes !== undefined && (
          <div>
            <dt>{strings.mistakes}</dt>
            <dd>
              <Markdown text={item.mistakes} strings={strings} onLink={onLink} />
            </dd>
          </div>
        )}
      </dl>
    </li>
  );
}

function problemText(
  problem: FieldProblem | undefined,
  max: number,
  all: boolean,
  strings: IngestStrings,
): string | null {
  if (problem === 'out-of-range') return fill(strings.outOfRange, max);
  if (problem === 'not-a-number') return strings.notNumber;
  return problem === 'missing' && all ? strings.needPoints : null;
}

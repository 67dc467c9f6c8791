import type { VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { CheckVerdict } from '../../../model/check';
import type { RubricItem } from '../../../model/prompt';
import { fill } from '../../../ui/strings';
import { Button, TextArea } from '../../../ui/toolkit';
import { dateTime, number } from '../../../ui/format';
import { givenText } from '../../../ui/givers/giverTexts';
import { Icon } from '../../../ui/Icon';
import { inertText } from '../../../ui/inertText';
import { Markdown } from '../../../ui/Markdown';
import { Verdicts } from '../../../ui/verdicts/Verdicts';
import type { Draft, IngestContent } from '../protocol';
import { pointsForKey, pointsSoFar, readForm, type FieldProblem } from '../scoreForm';
import type { IngestStrings } from '../strings';

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
}

/** The points for the answer: item by item as the rubric has it, or as one figure. */
export function ScorePane(props: ScoreProps): VNode {
  const { content, draft, strings, change, showProblems, onLink, onSave, onSaveAndNext, onRunAgain } = props;
  const { prompt, answer, score } = content;
  const pane = useRef<HTMLElement>(null);
  // Scoring begins at once: the first field has the keyboard.
  useEffect(() => pane.current?.querySelector<HTMLElement>('input')?.focus({ preventScroll: true }), []);
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
                  free: draft.free || String(pointsSoFar(draft, prompt.rubric, prompt.points) || ''),
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
      {byRubric ? (
        <ol class="rubric">
          {prompt.rubric.map((item) => (
            <Item
              key={item.id}
              {...{ item, strings, onLink }}
              given={content.items[item.id]}
              verdicts={content.checks.find(({ id }) => id === item.id)?.verdicts ?? []}
              value={draft.items[item.id] ?? ''}
              problem={say(item.id, item.points)}
              onChange={(value) => change({ ...draft, items: { ...draft.items, [item.id]: value } })}
            />
          ))}
        </ol>
      ) : (
        <Points
          id="free"
          label={strings.points}
          max={prompt.points}
          value={draft.free}
          strings={strings}
          problem={say('free', prompt.points)}
          onChange={(free) => change({ ...draft, free })}
        />
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
          <strong>{number(pointsSoFar(draft, prompt.rubric, prompt.points), 2)}</strong>{' '}
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
  /** What counts for the item so far. */
  given: IngestContent['items'][string] | undefined;
  /** Of its checks. */
  verdicts: readonly CheckVerdict[];
  value: string;
  problem: string | null;
  strings: IngestStrings;
  onChange: (value: string) => void;
  onLink: (url: string) => void;
}

function Item({ item, given, verdicts, value, problem, strings, onChange, onLink }: ItemProps): VNode {
  const levels: ['full' | 'half' | 'none', string, number][] = [
    ['full', strings.full, item.points],
    ['half', strings.half, item.points / 2],
    ['none', strings.none, 0],
  ];
  return (
    <li>
      <div class="title" id={`title-${item.id}`}>
        <Markdown text={item.title} strings={strings} onLink={onLink} />
      </div>
      {given && given.source !== 'hand' && <p class="dim">{givenText(given.points, given.source, strings)}</p>}
      {verdicts.length > 0 && <Verdicts {...{ verdicts, strings }} />}
      <div class="line">
        <Points
          id={item.id}
          label={inertText(item.title)}
          max={item.points}
          value={value}
          strings={strings}
          problem={problem}
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

interface PointsProps {
  id: string;
  label: string;
  max: number;
  value: string;
  problem: string | null;
  strings: IngestStrings;
  onChange: (value: string) => void;
}

/** A field for points that is filled with few keys. */
function Points({ id, label, max, value, problem, strings, onChange }: PointsProps): VNode {
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter') focusNext(event.currentTarget as HTMLElement);
    else {
      const next = pointsForKey(event.key, value, max);
      if (next === null) return;
      onChange(next);
    }
    event.preventDefault();
  };
  const current = Number(value.replace(',', '.'));
  return (
    <div class="points">
      <input
        id={`points-${id}`}
        type="text"
        role="spinbutton"
        inputMode="decimal"
        autocomplete="off"
        value={value}
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={max}
        {...(value === '' || Number.isNaN(current) ? {} : { 'aria-valuenow': current })}
        aria-invalid={problem !== null}
        {...(problem === null ? {} : { 'aria-describedby': `problem-${id}` })}
        onFocus={(event) => event.currentTarget.select()}
        onInput={(event) => onChange(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <span class="dim">{fill(strings.pointsOf, max)}</span>
      {problem !== null && (
        <span class="field-problem" id={`problem-${id}`}>
          <Icon name="error" /> {problem}
        </span>
      )}
    </div>
  );
}

function focusNext(field: HTMLElement): void {
  const fields = [...document.querySelectorAll<HTMLElement>('.score input[role=spinbutton], .score vscode-text-area')];
  fields[fields.indexOf(field) + 1]?.focus();
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

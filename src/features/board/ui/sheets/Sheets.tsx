import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Sheet, SheetPair } from '../../../../model/sheet';
import { inertText } from '../../../../ui/inertText';
import type { BoardsPresent, SheetContent } from '../../protocol';
import type { LeaderboardStrings } from '../../strings';
import type { BoardView } from '../../view';
import { agreementText } from './agreementText';
import { AgreementPlot } from './AgreementPlot';
import { SheetTable } from './SheetTable';

interface Props {
  strings: LeaderboardStrings;
  view: Pick<BoardView, 'benchmark' | 'beside'>;
  /** When the imports or the board change, the tables are asked for anew. */
  present: BoardsPresent;
  rows: object;
  load: (wanted: Pick<BoardView, 'benchmark' | 'beside'>) => Promise<SheetContent>;
}

/** A benchmark's table, or two side by side with how far they agree. */
export function Sheets({ strings, view, present, rows, load }: Props): VNode {
  const [content, setContent] = useState<SheetContent | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const { benchmark, beside } = view;
  useEffect(() => {
    let stale = false;
    load({ benchmark, beside }).then(
      (made) => {
        if (stale) return;
        setContent(made);
        setProblem(null);
      },
      (error: Error) => stale || setProblem(error.message),
    );
    return () => void (stale = true);
  }, [load, benchmark, beside, present, rows]);
  if (problem !== null)
    return (
      <div role="alert" class="problem">
        {problem}
      </div>
    );
  if (!content) return <p class="dim sheet-note">{strings.loading}</p>;
  const pair = asPair(content);
  return (
    <div class="sheets">
      {'pair' in content && (
        <section class="agreement">
          <p>{agreementText(content.pair, strings)}</p>
          <AgreementPlot pair={content.pair} strings={strings} />
        </section>
      )}
      <SheetTable {...{ pair, strings }} />
      <p class="dim sheet-note">
        {sheetsOf(content).map((sheet) => (
          <span key={sheet.id}>{noteOf(sheet, strings)} </span>
        ))}
        {'pair' in content && strings.sheetNoSum}
      </p>
    </div>
  );
}

function sheetsOf(content: SheetContent): Sheet[] {
  return 'pair' in content ? [content.pair.left, content.pair.right] : [content.sheet];
}

function asPair(content: SheetContent): Pick<SheetPair, 'left' | 'rows'> & { right: Sheet | null } {
  if ('pair' in content) return content.pair;
  return { left: content.sheet, right: null, rows: content.sheet.rows.map((_, place) => [place, null]) };
}

function noteOf({ title, rule, origin }: Sheet, strings: LeaderboardStrings): string {
  const rules = {
    points: strings.sheetRulePoints,
    script: strings.sheetRuleScript,
    website: strings.sheetRuleWebsite,
    shown: strings.sheetRuleShown,
  };
  const origins = {
    measured: strings.sheetMeasured,
    practice: strings.sheetPractice,
    imported: strings.sheetImported,
    published: strings.sheetPublished,
  };
  return `${inertText(title)}: ${rules[rule]} ${origins[origin]}`;
}

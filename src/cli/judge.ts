import { counted } from './counted';
import { fewestAnswers, type JudgeAgreement, type Measure } from '../model/agreement';
import { botByName } from './chooseBot';
import { CommandFailed, print, printJson, withPlayground, type CommonOptions } from './context';
import { workOn } from './tournament';

export interface JudgeOptions extends CommonOptions {
  judge?: string[];
  run?: number[];
  category?: string;
  scored?: boolean;
  pairs?: boolean;
  load?: boolean;
}

export interface AcceptOptions extends CommonOptions {
  item?: string[];
}

/** Lets bots propose points; the queue survives the process, as a tournament does. */
export async function judgeAnswers(options: JudgeOptions): Promise<void> {
  await withPlayground(options, async (playground) => {
    await playground.refreshBots();
    const judges = (options.judge ?? []).map((name) => botByName(playground, name, options));
    const practice = judges[0]?.practice ?? false;
    const { category, scored } = options;
    const chosen = options.pairs
      ? []
      : (options.run ??
        playground.arena.judging.answers({
          practice,
          ...(category === undefined ? {} : { category }),
          scored: scored ?? false,
        }));
    const pairs = options.pairs ? playground.arena.judging.votedPairs(practice) : [];
    if (options.pairs && pairs.length === 0)
      throw new CommandFailed('Nobody has voted yet: a judge compares the pairs that a person has compared.');
    const plan = playground.arena.judging.plan(judges, chosen, pairs);
    const load = options.load === false ? 'off' : 'auto';
    await workOn(playground, playground.tournaments.create({ ...plan, options: { load } }), options);
  });
}

/** What judges propose for an answer. */
export async function showProposals(runId: number, options: CommonOptions): Promise<void> {
  const made = await withPlayground(
    options,
    async ({ arena: { judging }, read }) => {
      read.runs.require(runId);
      const proposals = judging.proposals(runId);
      const jury = Object.entries(judging.jury(runId)).map(([id, { voices, ...item }]) => [
        id,
        { ...item, judges: voices.length },
      ]);
      const agreements = await judging.agreements([...new Set(proposals.map(({ by }) => by))]);
      return { proposals, jury: Object.fromEntries(jury) as object, agreements };
    },
    { reading: true },
  );
  if (options.json) {
    printJson(made);
    return;
  }
  if (made.proposals.length === 0)
    print(`No judge has proposed points for run ${runId}; llp judge --judge NAME --run ${runId} asks one.`);
  for (const agreement of made.agreements) print(agreementText(agreement));
  for (const { id, by, points, max, rubric, evidence, note } of made.proposals) {
    print(
      `Proposal ${id} by ${by}: ${points} of ${max}, counts for nothing until llp judge accept ${id}.${note ? ` ${note}` : ''}`,
    );
    for (const [item, given] of Object.entries(rubric)) {
      const { reason = '', quotation = '' } = (evidence[item] ?? {}) as { reason?: string; quotation?: string };
      print(`  ${item}: ${given}\n      ${reason}${quotation ? `\n      “${quotation}”` : ''}`);
    }
  }
}

export async function acceptProposal(id: number, options: AcceptOptions): Promise<void> {
  await withPlayground(options, async ({ scoring }) => {
    const score = scoring.accept(id, options.item);
    if (options.json) printJson(score);
    else print(`Accepted: ${score.points} points for run ${score.runId}.`);
  });
}

/** How far each judge agrees with a person. */
export async function showAgreement(options: CommonOptions): Promise<void> {
  const rows = await withPlayground(options, async ({ arena: { judging } }) => judging.agreements(), { reading: true });
  if (options.json) printJson(rows);
  else if (rows.length === 0) print('No judge has proposed anything yet; llp judge --judge NAME asks one.');
  else print(rows.map(agreementText).join('\n'));
}

function agreementText({ judge, ...made }: JudgeAgreement): string {
  const warning = made.checked ? '' : ` – not checked on ${fewestAnswers} answers that you have scored too`;
  return [
    `${judge}: ${counted(made.answers, 'answer')}${warning}`,
    `  weighted kappa       ${text(made.kappa, 2)}`,
    `  Krippendorff’s alpha ${text(made.alpha, 2)}`,
    `  bias                 ${text(made.bias, 1, ' % of the points')}`,
    `  … for twice as long  ${text(made.lengthBias, 1, ' %')}`,
    `  … for its own family ${text(made.familyBias, 1, ' %')}`,
    `  … for the first      ${text(made.positionBias, 1, ' %')}`,
  ].join('\n');
}

function text(measure: Measure | null, digits: number, unit = ''): string {
  if (!measure) return 'not known';
  const { estimate, low, high } = measure;
  const interval = low === null || high === null ? 'no interval' : `${low.toFixed(digits)} to ${high.toFixed(digits)}`;
  return `${estimate.toFixed(digits)}${unit} (${interval})`;
}

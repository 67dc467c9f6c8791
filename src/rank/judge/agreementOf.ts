import { fewestAnswers, type Agreement, type Measure } from '../../model/agreement';
import { bias, biasFor, cohenKappa, krippendorffAlpha } from '../agreement';
import { clusteredMean } from '../intervals';
import { quantileOf } from '../moments';
import { randomIndex, seededRandom } from '../random';

/** An answer that both a person and a judge have scored: points over what could be had for the same items, 0 to 1. */
export interface ScoredTwice {
  prompt: string;
  person: number;
  judge: number;
  /** Words of the answer. */
  length: number;
  /** Whether the judge's model is of the answer's family. */
  ownFamily: boolean;
}

/** A judge's choice of two answers in both orders: how often it took the one shown first, of two. */
export interface PlaceChoice {
  prompt: string;
  firstTaken: number;
}

const resamples = 500;

/** Kappa and alpha with percentile intervals from drawing prompts with replacement, biases with intervals by regression. */
export function agreementOf(rows: readonly ScoredTwice[], places: readonly PlaceChoice[] = []): Agreement {
  const [judge, person] = [rows.map((row) => 100 * row.judge), rows.map((row) => 100 * row.person)];
  const clusters = rows.map(({ prompt }) => prompt);
  const doublings = rows.map(({ length }) => Math.log2(Math.max(1, length)));
  const own = rows.map(({ ownFamily }) => Number(ownFamily));
  const position =
    places.length > 1
      ? clusteredMean(
          places.map(({ firstTaken }) => 100 * (firstTaken / 2 - 0.5)),
          places.map(({ prompt }) => prompt),
        )
      : null;
  return {
    answers: rows.length,
    checked: rows.length >= fewestAnswers,
    kappa: drawn(rows, kappaOf),
    alpha: drawn(rows, alphaOf),
    bias: rows.length > 0 ? measured(bias(judge, person, clusters)) : null,
    lengthBias: measured(biasFor(doublings, judge, person)),
    familyBias: measured(biasFor(own, judge, person)),
    positionBias: measured(position),
  };
}

function kappaOf(rows: readonly ScoredTwice[]): number | null {
  const quarter = (share: number): number => Math.round(4 * share);
  return cohenKappa(
    rows.map(({ person }) => quarter(person)),
    rows.map(({ judge }) => quarter(judge)),
    'quadratic',
  );
}

function alphaOf(rows: readonly ScoredTwice[]): number | null {
  return krippendorffAlpha([rows.map(({ person }) => person), rows.map(({ judge }) => judge)], 'interval');
}

function measured(made: { estimate: number; low: number | null; high: number | null } | null): Measure | null {
  return made && { estimate: made.estimate, low: made.low, high: made.high };
}

function drawn(
  rows: readonly ScoredTwice[],
  statistic: (rows: readonly ScoredTwice[]) => number | null,
): Measure | null {
  const estimate = statistic(rows);
  if (estimate === null) return null;
  const clusters = [...Map.groupBy(rows, ({ prompt }) => prompt).values()];
  if (clusters.length < 3) return { estimate, low: null, high: null };
  const random = seededRandom(rows.length);
  const values: number[] = [];
  for (let draw = 0; draw < resamples; draw++) {
    const value = statistic(clusters.flatMap(() => clusters[randomIndex(random, clusters.length)] as ScoredTwice[]));
    if (value !== null) values.push(value);
  }
  // Where most draws leave nothing to agree on, their spread says nothing either.
  if (values.length < resamples / 2) return { estimate, low: null, high: null };
  values.sort((a, b) => a - b);
  return { estimate, low: quantileOf(values, 0.025), high: quantileOf(values, 0.975) };
}

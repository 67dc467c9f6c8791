import { around, type Estimate, meanInterval } from './intervals';
import { covariance, mean, sum, variance } from './moments';

/** A mean from few labels of a person and many of a judge. */
export interface JudgedSample {
  /** A person's values. */
  labelled: readonly number[];
  /** The judge's values of the same answers, in the same order. */
  judgedLabelled: readonly number[];
  /** The judge's values of the answers that only it has seen. */
  judgedOnly: readonly number[];
  /** Sampling weights of the labelled answers (1 / probability of having been chosen); all equal unless given. */
  weights?: readonly number[];
}

export interface JudgedMean extends Estimate {
  /** How far the judge is leant on: 0 not at all, 1 fully. */
  lambda: number;
}

/**
 * The weight at which the interval is narrowest, kept within 0 to 1 (PPI++, Angelopoulos, Duchi and Zrnic 2023,
 * section 6; as `ppi_mean_ci` of the authors' package chooses it around the estimate `around`). A judge that says
 * nothing gets 0.
 */
export function tunedWeight(sample: JudgedSample, around: number): number {
  const weights = normalised(sample);
  const gradient = sample.labelled.map((value, i) => (weights[i] as number) * (value - around));
  const judged = sample.judgedLabelled.map((value, i) => (weights[i] as number) * (value - around));
  const n = gradient.length;
  const all = [...judged, ...sample.judgedOnly.map((value) => value - around)];
  const spread = (1 + n / sample.judgedOnly.length) * variance(all);
  return spread > 0 ? Math.min(1, Math.max(0, covariance(gradient, judged, 0) / spread)) : 0;
}

/** The mean with the judge's values weighted by `lambda`: unbiased however bad the judge is. */
export function judgedPoint(sample: JudgedSample, lambda: number): number {
  const weights = normalised(sample);
  const rectifier = sample.labelled.map(
    (value, i) => (weights[i] as number) * (value - lambda * (sample.judgedLabelled[i] as number)),
  );
  return lambda * mean(sample.judgedOnly) + mean(rectifier);
}

/** `ppi_mean_pointestimate` of the authors' package: the weight is tuned around the estimate at weight 1. */
export function judgedEstimate(sample: JudgedSample): number {
  return judgedPoint(sample, tunedWeight(sample, judgedPoint(sample, 1)));
}

/** `ppi_mean_ci` of the authors' package: a normal interval, at a weight of 0 to 1 or at the tuned one. */
export function judgedMean(sample: JudgedSample, lambda?: number, level = 0.95): JudgedMean {
  const used = lambda ?? tunedWeight(sample, judgedPoint(sample, 1));
  const error = Math.sqrt(judgedVariance(sample, used, 0));
  return { ...around(judgedPoint(sample, used), error, Infinity, level), lambda: used };
}

/**
 * An interval that holds with few labels too. A weight tuned on the very labels that it then serves makes a normal
 * interval too narrow, so each label is set against a weight tuned on the others (cross-fitting, as in "cross-prediction",
 * Zrnic and Candès 2024), the spread is estimated with n - 1 and taken from Student's t with the degrees of freedom that
 * Welch and Satterthwaite give for the two parts. With fewer than three labels it is the labels' own interval.
 */
export function honestJudgedMean(sample: JudgedSample, level = 0.95): JudgedMean {
  const n = sample.labelled.length;
  if (n < 3 || sample.judgedOnly.length < 2) return { ...meanInterval(sample.labelled, level), lambda: 0 };
  const weights = normalised(sample);
  const lambdas = sample.labelled.map((_, i) => {
    const others = without(sample, i);
    return tunedWeight(others, judgedPoint(others, 1));
  });
  const judgedOnly = mean(sample.judgedOnly);
  const parts = sample.labelled.map((value, i) => {
    const lambda = lambdas[i] as number;
    return (weights[i] as number) * (value - lambda * ((sample.judgedLabelled[i] as number) - judgedOnly));
  });
  const lambda = mean(lambdas);
  const own = variance(parts) / n;
  const other = (lambda * lambda * variance(sample.judgedOnly)) / sample.judgedOnly.length;
  const total = own + other;
  const degrees =
    total > 0 ? (total * total) / ((own * own) / (n - 1) + (other * other) / (sample.judgedOnly.length - 1)) : n - 1;
  return { ...around(mean(parts), Math.sqrt(total), Math.max(1, degrees), level), lambda };
}

function without({ labelled, judgedLabelled, judgedOnly, weights }: JudgedSample, place: number): JudgedSample {
  const others = <T>(values: readonly T[]) => values.filter((_, i) => i !== place);
  return {
    labelled: others(labelled),
    judgedLabelled: others(judgedLabelled),
    judgedOnly,
    ...(weights ? { weights: others(weights) } : {}),
  };
}

function judgedVariance(sample: JudgedSample, lambda: number, ddof: number): number {
  const weights = normalised(sample);
  const rectifier = sample.labelled.map(
    (value, i) => (weights[i] as number) * (value - lambda * (sample.judgedLabelled[i] as number)),
  );
  return (
    (lambda * lambda * variance(sample.judgedOnly, ddof)) / sample.judgedOnly.length +
    variance(rectifier, ddof) / rectifier.length
  );
}

/** Weights that add up to the number of labels. */
function normalised({ labelled, weights }: JudgedSample): number[] {
  if (!weights) return labelled.map(() => 1);
  const total = sum(weights);
  return weights.map((weight) => (weight / total) * labelled.length);
}

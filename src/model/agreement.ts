/** A figure with its 95 % interval; `low` and `high` are null where there is too little to say. */
export interface Measure {
  estimate: number;
  low: number | null;
  high: number | null;
}

/** How far a judge can be trusted, measured on a person's scores. Each is null where the data cannot say. */
export interface Agreement {
  /** That both have scored. */
  answers: number;
  /** False with fewer than `fewestAnswers`: then nothing here should be relied on. */
  checked: boolean;
  /** Quadratic weights, over quarters of the points. */
  kappa: Measure | null;
  /** Krippendorff's, interval scale, over shares of the points. */
  alpha: Measure | null;
  /** Judge - person, in percent of the points. */
  bias: Measure | null;
  /** By how many percent of the points the bias grows when an answer is twice as long. */
  lengthBias: Measure | null;
  /** By how many percent of the points it is larger for its own family. */
  familyBias: Measure | null;
  /** How much more often than half the answer shown first is taken, in percent. */
  positionBias: Measure | null;
}

export interface JudgeAgreement extends Agreement {
  judge: string;
}

/** From how many answers on a judge is checked. */
export const fewestAnswers = 20;

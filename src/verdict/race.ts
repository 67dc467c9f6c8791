/**
 * An anytime-valid interval for a mean: it may be looked at after each prompt, and racing may stop when it likes. The
 * t-test's e-process with a normal prior of the effect size (Gönen and others 2005 has its closed form; that it holds at
 * any time is in Pérez-Ortiz and others 2022 and Wang and Ramdas 2024), turned into the half-width in standard errors.
 * @param degrees of the standard error; one less than the number of observations
 * @param alpha chance that it ever fails to cover
 * @returns Infinity while too little was seen
 */
export function anytimeWidth(degrees: number, alpha: number, effect = 1): number {
  if (!(degrees >= 1)) return Infinity;
  const grown = 1 + (degrees + 1) * effect ** 2;
  const bound = (Math.sqrt(grown) / alpha) ** (2 / (degrees + 1));
  return bound >= grown ? Infinity : Math.sqrt((degrees * (bound - 1)) / (1 - bound / grown));
}

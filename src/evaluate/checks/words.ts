const segmenter = new Intl.Segmenter('en', { granularity: 'word' });
/** A run between blanks that is one word by the Unicode rules, whatever stands around it; most runs are. */
const plain =
  /^[^\p{L}\p{M}\p{N}_]*(?:[\p{Script=Latin}\p{M}]+|(?:(?=\p{L})\p{Script=Cyrillic})+|[0-9]+)[^\p{L}\p{M}\p{N}_]*$/u;
const wordless = /^[^\p{L}\p{N}]*$/u;

/** Words by Unicode's segmentation (UAX 29): Vietnamese, Chinese and Thai count right, `don't` and `3.5` are one each. */
export function wordCount(text: string): number {
  let count = 0;
  for (const run of text.split(/\s+/)) {
    if (run === '' || wordless.test(run)) continue;
    count += plain.test(run) ? 1 : wordsIn(run);
  }
  return count;
}

function wordsIn(run: string): number {
  let count = 0;
  for (const { isWordLike } of segmenter.segment(run)) if (isWordLike) count++;
  return count;
}

/** The words of a text, in order. */
export function wordsOf(text: string): string[] {
  return text
    .split(/\s+/)
    .filter((run) => run !== '' && !wordless.test(run))
    .flatMap((run) => [...segmenter.segment(run)].filter(({ isWordLike }) => isWordLike).map(({ segment }) => segment));
}

/** As many letters as a side bar of the usual width shows beside what is said of the bot. */
const mostLetters = 26;
const tailLetters = 10;

/**
 * A bot's name as the tree shows it: without the quantization at its end where that is said beside it, and cut in its
 * middle, as the variants of a model differ at the end.
 */
export function treeLabel(name: string, quantization: string | null): string {
  const end = quantization === null ? '' : quantization.toLowerCase();
  const stripped =
    end !== '' && name.toLowerCase().endsWith(end) && /[-_.@ ]$/.test(name.slice(0, -end.length))
      ? name.slice(0, -end.length).replace(/[-_.@ ]+$/, '')
      : name;
  const letters = [...(stripped === '' ? name : stripped)];
  if (letters.length <= mostLetters) return letters.join('');
  return `${letters.slice(0, mostLetters - tailLetters - 1).join('')}…${letters.slice(-tailLetters).join('')}`;
}

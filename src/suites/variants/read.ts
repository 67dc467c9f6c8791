import type { Code } from 'mdast';
import { spanOf } from '../outline';
import type { Report } from '../frontMatter';
import { drawOf, filled, type Draw, type Drawn } from './draw';
import { FormulaMistake } from './formula';
import { variantsOf } from './spec';

/** Info string of the fence, below a rubric, that holds a prompt's variants. */
export const variantsInfo = 'variants';

export interface Variants {
  /** Fills a text of the prompt in. */
  fill: (text: string) => string;
  drawn: Drawn | null;
}

const none: Variants = { fill: (text) => text, drawn: null };

/**
 * The variants of a prompt: without a block `variants` its texts are left as they are, braces and all. Figures that
 * cannot be had are reported, and then nothing is filled in.
 */
export function readVariants(codes: Code[], draw: Draw | null, promptId: string, report: Report): Variants {
  const block = codes.find(({ lang }) => lang === variantsInfo);
  if (!block) return none;
  const first = spanOf(block).line + 1;
  const spec = variantsOf(block.value, (line, message) => report(first + line, message));
  if (!spec) return none;
  try {
    const { names, drawn } = drawOf(spec, draw, promptId);
    const fill = (text: string): string => {
      try {
        return filled(text, names);
      } catch (error) {
        if (!(error instanceof FormulaMistake)) throw error;
        report(first - 1, error.said);
        return text;
      }
    };
    return { fill, drawn };
  } catch (error) {
    if (!(error instanceof FormulaMistake)) throw error;
    report(first - 1, error.said);
    return none;
  }
}

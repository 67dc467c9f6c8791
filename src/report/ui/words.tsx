import { createContext, type ComponentChildren, type VNode } from 'preact';
import { useContext } from 'preact/hooks';
import type { Words } from '../../exchange/words';

// Read only below `Speaking`, which is the root of the page.
const context = createContext(null as unknown as Words);

/** What is inside says everything with these words. */
export const Speaking = context.Provider;

export function useWords(): Words {
  return useContext(context);
}

/** A text with elements in its places `{0}`, `{1}` …. */
export function Fill({ text, values }: { text: string; values: readonly ComponentChildren[] }): VNode {
  return <>{text.split(/\{(\d+)\}/).map((part, index) => (index % 2 === 0 ? part : values[Number(part)]))}</>;
}

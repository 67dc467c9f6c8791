import type { Snippet } from './snippet';
import { firstSnippets } from './snippetsFirst';
import { furtherSnippets } from './snippetsFurther';

/** The first whose clue fits a prompt is taken, so the vaguest come last. */
export const snippets: readonly Snippet[] = [...firstSnippets, ...furtherSnippets];

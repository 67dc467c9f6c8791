import type { VNode } from 'preact';

/** A codicon; decoration only, so what it means must also stand beside it or in a label. */
export function Icon({ name, slot }: { name: string; slot?: 'start' }): VNode {
  return <span class={`codicon codicon-${name}`} aria-hidden="true" {...(slot ? { slot } : {})} />;
}

import type { ComponentChildren, VNode } from 'preact';

/** A name and what is known under it, for a `dl`. */
export function Fact({ name, children }: { name: string; children: ComponentChildren }): VNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

import type { ComponentChildren, VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Button } from './toolkit';
import { Icon } from './Icon';

interface PopoverProps {
  label: string;
  icon: string;
  /** Shown behind the label, e.g. how many filters are set. */
  badge?: string;
  title?: string;
  /** Where there is little room: the label is in the tooltip and is read out. */
  iconOnly?: boolean;
  children: ComponentChildren;
}

/** A button that opens a small panel under it. Escape and a click elsewhere close it; the keyboard goes back to the button. */
export function Popover({ label, icon, badge, title, iconOnly = false, children }: PopoverProps): VNode {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!open) return;
    const close = (event: Event): void => {
      if (!event.composedPath().includes(root.current as EventTarget)) setOpen(false);
    };
    window.addEventListener('pointerdown', close);
    window.addEventListener('focusin', close);
    root.current?.querySelector<HTMLElement>('.popover input, .popover button, .popover select')?.focus();
    return () => {
      window.removeEventListener('pointerdown', close);
      window.removeEventListener('focusin', close);
    };
  }, [open]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !open) return;
    event.preventDefault();
    event.stopPropagation();
    setOpen(false);
    root.current?.querySelector<HTMLElement>('.popover-button')?.focus();
  };
  return (
    <div class="popover-root" ref={root} onKeyDown={onKeyDown}>
      <Button
        class="popover-button"
        appearance="secondary"
        {...(title === undefined && !iconOnly ? {} : { title: title ?? label })}
        {...(iconOnly ? { 'aria-label': label } : {})}
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {iconOnly ? <Icon name={icon} /> : <Icon name={icon} slot="start" />} {!iconOnly && label}
        {badge !== undefined && badge !== '' && <span class="badge">{badge}</span>}
      </Button>
      {open && (
        <div class="popover" role="dialog" aria-label={label}>
          {children}
        </div>
      )}
    </div>
  );
}

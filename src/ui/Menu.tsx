import type { VNode } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';

export interface MenuItem {
  label: string;
  /** Present where the item is a choice that is on or off. */
  checked?: boolean;
  disabled?: boolean;
  run: () => void;
}

interface MenuProps {
  label: string;
  items: (MenuItem | 'separator')[];
  /** Viewport position of its corner. */
  x: number;
  y: number;
  onClose: () => void;
}

/** A context menu, operated as VS Code's are. */
export function Menu({ label, items, x, y, onClose }: MenuProps): VNode {
  const menu = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = menu.current;
    if (!element) return;
    const { width, height } = element.getBoundingClientRect();
    element.style.left = `${Math.max(4, Math.min(x, window.innerWidth - width - 4))}px`;
    element.style.top = `${Math.max(4, Math.min(y, window.innerHeight - height - 4))}px`;
    element.querySelector<HTMLElement>('[role^=menuitem]:not([aria-disabled=true])')?.focus();
  }, [x, y]);
  useEffect(() => {
    const close = (event: Event): void => {
      if (!event.composedPath().includes(menu.current as EventTarget)) onClose();
    };
    window.addEventListener('pointerdown', close);
    window.addEventListener('blur', onClose);
    return () => {
      window.removeEventListener('pointerdown', close);
      window.removeEventListener('blur', onClose);
    };
  }, [onClose]);
  const onKeyDown = (event: KeyboardEvent): void => {
    const entries = [
      ...(menu.current?.querySelectorAll<HTMLElement>('[role^=menuitem]:not([aria-disabled=true])') ?? []),
    ];
    const at = entries.indexOf(document.activeElement as HTMLElement);
    const targets: Record<string, number> = {
      ArrowDown: (at + 1) % entries.length,
      ArrowUp: (at - 1 + entries.length) % entries.length,
      Home: 0,
      End: entries.length - 1,
    };
    const target = targets[event.key];
    if (target !== undefined) entries[target]?.focus();
    else if (event.key === 'Escape' || event.key === 'Tab') onClose();
    else if (event.key === 'Enter' || event.key === ' ') entries[at]?.click();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div class="menu" role="menu" aria-label={label} ref={menu} onKeyDown={onKeyDown}>
      {items.map((item, index) =>
        item === 'separator' ? (
          <div key={index} role="separator" />
        ) : (
          <div
            key={index}
            role={item.checked === undefined ? 'menuitem' : 'menuitemcheckbox'}
            {...(item.checked === undefined ? {} : { 'aria-checked': item.checked })}
            aria-disabled={item.disabled === true}
            tabIndex={-1}
            onClick={() => {
              if (item.disabled === true) return;
              onClose();
              item.run();
            }}
          >
            <span class={`codicon${item.checked === true ? ' codicon-check' : ''}`} aria-hidden="true" />
            {item.label}
          </div>
        ),
      )}
    </div>
  );
}

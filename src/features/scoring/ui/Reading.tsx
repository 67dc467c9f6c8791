import type { ComponentChildren, VNode } from 'preact';
import type { IngestStrings } from '../strings';

export type ReadingTab = 'answer' | 'prompt';

/** Answer and prompt are the two tabs of one side, so that the rubric has the other to itself. */
export function ReadingTabs({
  tab,
  strings,
  onTab,
}: {
  tab: ReadingTab;
  strings: IngestStrings;
  onTab: (tab: ReadingTab) => void;
}): VNode {
  const tabs = [
    ['answer', strings.answer],
    ['prompt', strings.promptText],
  ] as const;
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const next = tab === 'answer' ? 'prompt' : 'answer';
    onTab(next);
    document.getElementById(`tab-${next}`)?.focus();
  };
  return (
    <div class="tabs" role="tablist" onKeyDown={onKeyDown}>
      {tabs.map(([id, title]) => (
        <button
          key={id}
          id={`tab-${id}`}
          type="button"
          role="tab"
          aria-selected={tab === id}
          aria-controls={`panel-${id}`}
          tabIndex={tab === id ? 0 : -1}
          onClick={() => onTab(id)}
        >
          {title}
        </button>
      ))}
    </div>
  );
}

/** What one of the tabs shows; the other stays as it was left. */
export function ReadingPanel({
  id,
  tab,
  children,
}: {
  id: ReadingTab;
  tab: ReadingTab;
  children: ComponentChildren;
}): VNode {
  return (
    <div class="panel" id={`panel-${id}`} role="tabpanel" aria-labelledby={`tab-${id}`} hidden={tab !== id}>
      {children}
    </div>
  );
}

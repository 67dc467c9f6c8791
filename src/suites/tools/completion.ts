export interface Completion {
  label: string;
  kind: 'key' | 'reference' | 'attribute' | 'section';
  detail: string;
  /** In VS Code's snippet syntax. */
  insert: string;
  /** What it replaces. */
  start: number;
  end: number;
}

import { h, type ComponentChildren, type JSX, type Ref } from 'preact';

// With controls.ts the one place that knows which element library is behind the form controls.

interface ControlProps {
  id?: string;
  class?: string;
  title?: string;
  disabled?: boolean;
  autofocus?: boolean;
  'aria-label'?: string;
  'aria-describedby'?: string;
  onKeyDown?: (event: KeyboardEvent) => void;
}

export interface ButtonProps extends ControlProps {
  appearance?: 'primary' | 'secondary' | 'icon';
  'aria-pressed'?: boolean;
  'aria-expanded'?: boolean;
  'aria-haspopup'?: 'menu' | 'dialog';
  onClick: (event: MouseEvent) => void;
  children?: ComponentChildren;
}

export function Button({ appearance = 'secondary', ...props }: ButtonProps): JSX.Element {
  return h('vscode-button', { appearance, ...props });
}

export interface CheckboxProps extends ControlProps {
  checked: boolean;
  onChange: (checked: boolean) => void;
  children?: ComponentChildren;
}

export function Checkbox({ onChange, ...props }: CheckboxProps): JSX.Element {
  return h('vscode-checkbox', {
    // The element also says `change` when it was we who set it.
    onChange: (event: Event) => {
      const { checked } = event.target as HTMLInputElement;
      if (checked !== props.checked) onChange(checked);
    },
    ...props,
  });
}

export interface TextProps extends ControlProps {
  value: string;
  placeholder?: string;
  onInput: (value: string) => void;
  controlRef?: Ref<HTMLElement>;
  children?: ComponentChildren;
}

export function TextField({ onInput, controlRef, ...props }: TextProps): JSX.Element {
  return h('vscode-text-field', {
    ...props,
    ...(controlRef ? { ref: controlRef } : {}),
    onInput: (event: Event) => onInput((event.target as HTMLInputElement).value),
  });
}

export function TextArea({ onInput, controlRef, ...props }: TextProps & { rows?: number }): JSX.Element {
  return h('vscode-text-area', {
    ...props,
    resize: 'vertical',
    ...(controlRef ? { ref: controlRef } : {}),
    onInput: (event: Event) => onInput((event.target as HTMLTextAreaElement).value),
  });
}

export function ProgressRing(props: { 'aria-label': string }): JSX.Element {
  return h('vscode-progress-ring', props);
}

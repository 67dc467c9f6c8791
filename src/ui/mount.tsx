import { Component, render, type ComponentChildren, type VNode } from 'preact';
import { defineControls } from './controls';

interface BoundaryProps {
  report: (message: string) => void;
  children: ComponentChildren;
}

/** Shows what failed instead of an empty page, and tells the log. */
class ErrorBoundary extends Component<BoundaryProps, { error: Error | null }> {
  override state = { error: null };

  static override getDerivedStateFromError(error: Error): { error: Error } {
    return { error };
  }

  override componentDidCatch(error: Error): void {
    this.props.report(error.stack ?? error.message);
  }

  override render(): ComponentChildren {
    const error = this.state.error as Error | null;
    if (!error) return this.props.children;
    return (
      <div role="alert" class="failure">
        <p>This view has failed: {error.message}</p>
        <p>Close it and open it again; what was saved is safe. The details are in the LLP log.</p>
      </div>
    );
  }
}

/**
 * Shows the screen, and reports what fails in it. Where the form controls come `later`, the screen is painted before they
 * are brought to life.
 */
export function mount(screen: VNode, report: (message: string) => void, controls: 'first' | 'later' = 'first'): void {
  window.addEventListener('error', (event) => {
    // Said when a size changes while sizes are being told: harmless, the next frame tells it.
    if (!event.message.startsWith('ResizeObserver loop'))
      report(`${event.message} (${event.filename}:${event.lineno})`);
  });
  window.addEventListener('unhandledrejection', (event) => report(String(event.reason)));
  if (controls === 'first') defineControls();
  const root = document.getElementById('root');
  // What was painted before this script is drawn again, now with life in it.
  root?.replaceChildren();
  root?.removeAttribute('inert');
  if (root) render(<ErrorBoundary report={report}>{screen}</ErrorBoundary>, root);
  if (controls === 'later') afterPaint(defineControls);
}

function afterPaint(then: () => void): void {
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = then;
    port2.postMessage(null);
  });
}

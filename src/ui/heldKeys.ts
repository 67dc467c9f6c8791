export interface HeldKey {
  key: string;
  code: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

/** Keys that were pressed on a page before its script ran; `edge/webview/page.ts` begins to hold them. */
export interface HeldKeys {
  readonly keys: HeldKey[];
  /** From now on keys go where they are pressed. */
  stop(): void;
}

/**
 * Hands the keys that were held to the part of the page that they are for, one after the other, each after what the one
 * before it has changed is drawn. Those pressed meanwhile wait behind them. Without a target they are forgotten.
 */
export async function releaseKeys(held: HeldKeys | undefined, press: ((key: HeldKey) => void) | null): Promise<void> {
  if (!held) return;
  while (press && held.keys.length > 0) {
    const [key] = held.keys.splice(0, 1);
    if (key) press(key);
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
  held.keys.length = 0;
  held.stop();
}

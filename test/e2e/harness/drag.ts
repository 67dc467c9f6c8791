import type { Locator, Page } from 'playwright-core';

export interface Point {
  x: number;
  y: number;
}

/** A point within what a locator finds; `across` and `down` are shares (0..1) of its width and height. */
export async function pointIn(locator: Locator, across = 0.5, down = 0.5): Promise<Point> {
  await locator.scrollIntoViewIfNeeded();
  const box = await locator.boundingBox();
  if (!box) throw new Error('There is nothing to point at.');
  return { x: box.x + box.width * across, y: box.y + box.height * down };
}

/** Drags with the mouse; `over` runs while the button is still held at the end. */
export async function dragMouse(
  page: Page,
  from: Point,
  to: Point,
  over: () => Promise<void> = async () => undefined,
): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  // A drag begins with a small movement.
  await page.mouse.move(from.x + 8, from.y + 4, { steps: 4 });
  await page.mouse.move(to.x, to.y, { steps: 8 });
  await page.mouse.move(to.x + 1, to.y);
  await over();
  await page.mouse.up();
}

/** What another program drags into the window: files by their paths, or a text. */
export type Outside = { files: string[] } | { text: string };

export interface OutsideOptions {
  /** Where the pointer goes, the last point being where it lets go. */
  path: Point[];
  shift?: boolean;
  over?: () => Promise<void>;
}

/** Drags something of another program into the window, as the system tells the browser of it. */
export async function dragFromOutside(page: Page, outside: Outside, options: OutsideOptions): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const data = {
    items: 'text' in outside ? [{ mimeType: 'text/plain', data: outside.text }] : [],
    files: 'files' in outside ? outside.files : [],
    dragOperationsMask: 1,
  };
  const modifiers = options.shift ? 8 : 0;
  const tell = (type: 'dragEnter' | 'dragOver' | 'drop', at: Point): Promise<unknown> =>
    session.send('Input.dispatchDragEvent', { type, ...at, data, modifiers });
  const [first] = options.path;
  const last = options.path.at(-1);
  if (!first || !last) throw new Error('A drag needs a way to go.');
  await tell('dragEnter', first);
  for (const point of options.path) {
    // The system says again and again where it is; VS Code reacts to the first and acts on the next.
    for (let times = 0; times < 3; times++) {
      await tell('dragOver', point);
      await page.waitForTimeout(60);
    }
  }
  await options.over?.();
  await tell('drop', last);
  await session.detach();
}

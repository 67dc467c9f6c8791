export interface PageSize {
  width: number;
  height: number;
}

let assumed: PageSize = { width: 1300, height: 900 };

/** For where a page is only drawn as text: how large it will probably be, in CSS pixels. */
export function assumePageSize(size: PageSize): void {
  assumed = size;
}

/** Whether the page is only drawn as text, once and as small as can be. */
export const isDrawnAsText = typeof window === 'undefined';

/** Of the page, in CSS pixels. */
export function pageSize(): PageSize {
  return isDrawnAsText ? assumed : { width: window.innerWidth, height: window.innerHeight };
}

export interface PageSize {
  width: number;
  height: number;
}

let assumed: PageSize = { width: 1300, height: 900 };

/** For where a page is only drawn as text: how large it will probably be, in CSS pixels. */
export function assumePageSize(size: PageSize): void {
  assumed = size;
}

/** Of the page, in CSS pixels. */
export function pageSize(): PageSize {
  return typeof window === 'undefined' ? assumed : { width: window.innerWidth, height: window.innerHeight };
}

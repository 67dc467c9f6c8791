import { useEffect, useState } from 'preact/hooks';

/** Of the page, in CSS pixels. */
export function useWindowWidth(): number {
  const [width, setWidth] = useState(() => window.innerWidth);
  useEffect(() => {
    const changed = (): void => setWidth(window.innerWidth);
    window.addEventListener('resize', changed);
    return () => window.removeEventListener('resize', changed);
  }, []);
  return width;
}

import { useEffect, useState } from 'preact/hooks';
import { pageSize } from './pageSize';

/** Of the page, in CSS pixels. */
export function useWindowWidth(): number {
  const [width, setWidth] = useState(() => pageSize().width);
  useEffect(() => {
    const changed = (): void => setWidth(pageSize().width);
    window.addEventListener('resize', changed);
    return () => window.removeEventListener('resize', changed);
  }, []);
  return width;
}

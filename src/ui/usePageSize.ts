import { useEffect, useState } from 'preact/hooks';
import { pageSize, type PageSize } from './pageSize';

/** Of the page, in CSS pixels, as it is now. */
export function usePageSize(): PageSize {
  const [size, setSize] = useState(pageSize);
  useEffect(() => {
    const changed = (): void => setSize(pageSize());
    window.addEventListener('resize', changed);
    return () => window.removeEventListener('resize', changed);
  }, []);
  return size;
}

import { useEffect, useRef, useState, type RefObject } from 'react';

/** Tells once the element with `ref` has come near the visible part of the page. */
export function useSeen(): { readonly ref: RefObject<HTMLLIElement | null>; readonly isSeen: boolean } {
  const ref = useRef<HTMLLIElement>(null);
  const [isSeen, setSeen] = useState(false);
  useEffect(() => {
    const element = ref.current;
    if (element === null) return undefined;
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        setSeen(true);
        observer.disconnect();
      },
      { rootMargin: '300px' },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { ref, isSeen };
}

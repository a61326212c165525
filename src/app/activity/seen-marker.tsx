import { useEffect, useRef } from 'react';

/** Stands at the end of a list, and tells once when it comes near. */
export function SeenMarker({ onSeen }: { readonly onSeen: () => void }) {
  const element = useRef<HTMLDivElement>(null);
  const latest = useRef(onSeen);
  useEffect(() => {
    latest.current = onSeen;
  });
  useEffect(() => {
    const marker = element.current;
    if (marker === null) return undefined;
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        observer.disconnect();
        latest.current();
      },
      { rootMargin: '300px' },
    );
    observer.observe(marker);
    return () => observer.disconnect();
  }, []);
  return <div ref={element} />;
}

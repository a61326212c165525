import { useEffect, useRef, useState } from 'react';
import type { CalloutStyle } from '#markdown';

/** Asks once how the repository writes callouts, and gives a way to read the answer; "alert" until it has come. */
export function useCalloutStyle(read: (() => Promise<CalloutStyle>) | undefined): () => CalloutStyle {
  const known = useRef<CalloutStyle>('alert');
  useEffect(() => {
    if (read === undefined) return undefined;
    let isCurrent = true;
    const ask = async (): Promise<void> => {
      const style = await read();
      if (isCurrent) known.current = style;
    };
    ask().catch((error: unknown) => reportError(error));
    return () => {
      isCurrent = false;
    };
  }, [read]);
  const [answer] = useState(() => () => known.current);
  return answer;
}

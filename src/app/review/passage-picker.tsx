import { Button } from '#ui';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { selectedWords, type SelectedWords } from './selected-words.ts';

export interface PassagePickerProps {
  readonly onPick: (picked: SelectedWords, purpose: 'comment' | 'suggest') => void;
  readonly isOn: boolean;
  readonly children: ReactNode;
}

/** Offers what can be said about text that is selected within. */
export function PassagePicker({ onPick, isOn, children }: PassagePickerProps) {
  const container = useRef<HTMLDivElement>(null);
  const [picked, setPicked] = useState<SelectedWords>();
  useEffect(() => {
    const look = (): void => setPicked(container.current === null ? undefined : selectedWords(container.current));
    document.addEventListener('selectionchange', look);
    return () => document.removeEventListener('selectionchange', look);
  }, []);
  const pick = (purpose: 'comment' | 'suggest'): void => {
    if (picked === undefined) return;
    onPick(picked, purpose);
    document.getSelection()?.removeAllRanges();
  };
  return (
    <div ref={container} className="relative">
      {children}
      {isOn && picked !== undefined && (
        <div
          role="toolbar"
          aria-label="Selected text"
          className="absolute z-10 flex gap-1 rounded-md border border-rule bg-raised p-1 shadow-(--shadow-float)"
          style={{ insetBlockStart: picked.top, insetInlineStart: picked.left }}
          // The selection stays while the buttons are pressed.
          onPointerDown={(event) => event.preventDefault()}
        >
          <Button size="small" look="quiet" onClick={() => pick('comment')}>
            Comment on passage
          </Button>
          <Button size="small" look="quiet" onClick={() => pick('suggest')}>
            Suggest wording
          </Button>
        </div>
      )}
    </div>
  );
}

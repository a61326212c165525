import { useState } from 'react';
import { ChangeDiff } from '../changes/change-diff.tsx';

/** A diff that is computed and shown when it is asked for. */
export function FoldedDiff({ path, title }: { readonly path: string; readonly title: string }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)} className="text-sm">
      <summary className="text-ink-soft">
        Show what changed<span className="sr-only"> in {title}</span>
      </summary>
      {isOpen && (
        <div className="mt-2">
          <ChangeDiff path={path} title={title} />
        </div>
      )}
    </details>
  );
}

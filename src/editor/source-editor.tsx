import { Skeleton } from '#ui';
import { lazy, Suspense } from 'react';

export interface SourceEditorProps {
  readonly text: string;
  readonly editable: boolean;
  readonly onTextChange: (text: string) => void;
}

const SourceSurface = lazy(async () => ({ default: (await import('./source-surface.tsx')).SourceSurface }));

function Loading() {
  return (
    <div className="flex flex-col gap-3 py-8" aria-busy="true">
      <p className="sr-only">Loading the source editor…</p>
      {['w-2/5', 'w-4/5', 'w-3/5', 'w-3/4'].map((width) => (
        <Skeleton key={width} className={`h-4 ${width}`} />
      ))}
    </div>
  );
}

/** The whole file as Markdown source, in a textbox named "Markdown source". Line ends and a byte order mark stay as they are. */
export function SourceEditor(props: SourceEditorProps): React.JSX.Element {
  return (
    <Suspense fallback={<Loading />}>
      <SourceSurface {...props} />
    </Suspense>
  );
}

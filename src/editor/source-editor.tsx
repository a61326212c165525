import { Skeleton } from '#ui';
import { lazy, Suspense } from 'react';
import type { FindWorker } from './find/find-places.ts';
import type { EditorPlace } from './editor-place.ts';
import type { SourceEditorHandle } from './source-editor-handle.ts';

export interface SourceEditorProps {
  readonly text: string;
  /** Undo takes back that a new `text` was shown: the person made it elsewhere. */
  readonly isUndoable?: boolean;
  readonly editable: boolean;
  readonly onTextChange: (text: string) => void;
  /** What the file was before it was `text`, or before what it is now, the nearest first: undo goes on through that. */
  readonly readEarlier?: (text?: string) => Promise<readonly string[]>;
  /** Where to put the cursor, in offsets of the text; a new object asks for it anew. */
  readonly place?: EditorPlace | null;
  /** Given a way to learn where the person is; the returned function is called when the source goes. */
  readonly followPlace?: (read: () => EditorPlace) => () => void;
  /** Given a handle on the source while it is there, and null when it goes. Must be the same function at each draw. */
  readonly onHandle?: (handle: SourceEditorHandle | null) => void;
  /** Starts the worker in which regular expressions are looked for. */
  readonly startFindWorker?: (() => FindWorker) | undefined;
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

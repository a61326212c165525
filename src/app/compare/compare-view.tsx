import { comparePosts } from '#content';
import { Button } from '#ui';
import { useMemo } from 'react';
import { diffLines } from '../changes/diff-lines.ts';
import { LineDiffView } from '../changes/line-diff-view.tsx';
import { Store } from '../store.ts';
import { useStore } from '../use-store.ts';
import type { CompareNotes } from './compare-notes.ts';
import { PostDiffView } from './post-diff-view.tsx';

export interface CompareViewProps {
  /** The whole file in the earlier version; null where there was none. */
  readonly before: string | null;
  readonly after: string | null;
  /** Where the post is: pictures are looked up from there. */
  readonly path: string;
  /** The accessible name of the region that shows the difference. */
  readonly name: string;
  /** Notes between the lines; the comparison is then as long as it is, and scrolls with the page. */
  readonly notes?: CompareNotes | undefined;
}

type Way = 'rendered' | 'source';

const ways: readonly { readonly way: Way; readonly label: string }[] = [
  { way: 'rendered', label: 'As readers see it' },
  { way: 'source', label: 'Source lines' },
];

/** Every comparison is shown the way that was chosen last. */
const chosenWay = new Store<Way>('rendered');

/** Two versions of a post, word by word as readers see them, or as lines of source. */
export function CompareView({ before, after, path, name, notes }: CompareViewProps) {
  const way = useStore(chosenWay);
  return (
    <div>
      {notes === undefined && <CompareWaySwitch />}
      {way === 'source' ? (
        <SourceComparison before={before} after={after} name={name} notes={notes} />
      ) : (
        <RenderedComparison before={before} after={after} path={path} name={name} notes={notes} />
      )}
    </div>
  );
}

/** Chooses how comparisons are shown, all of them. A comparison with notes leaves it to its screen. */
export function CompareWaySwitch() {
  const way = useStore(chosenWay);
  return (
    <fieldset aria-label="Show changes" className="mb-2 flex flex-wrap gap-1">
      {ways.map((one) => (
        <Button
          key={one.way}
          size="small"
          look="quiet"
          aria-pressed={way === one.way}
          onClick={() => chosenWay.set(one.way)}
          className="aria-pressed:bg-accent-wash aria-pressed:text-accent"
        >
          {one.label}
        </Button>
      ))}
    </fieldset>
  );
}

function SourceComparison({ before, after, name, notes }: Omit<CompareViewProps, 'path'>) {
  const diff = useMemo(() => diffLines(before ?? '', after ?? ''), [before, after]);
  return <LineDiffView name={name} diff={diff} notes={notes} />;
}

function RenderedComparison({ before, after, path, name, notes }: CompareViewProps) {
  const diff = useMemo(() => comparePosts(before, after), [before, after]);
  if (diff.isSame) {
    return (
      <>
        <p className="text-sm text-ink-faint">
          {(before ?? '') === (after ?? '')
            ? 'The text is the same.'
            : 'Readers see no difference. What changed is in the source only.'}
        </p>
        {notes?.draw(notes.lines)}
      </>
    );
  }
  return <PostDiffView key={`${before?.length} ${after?.length}`} diff={diff} path={path} name={name} notes={notes} />;
}

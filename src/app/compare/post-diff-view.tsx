import type { BlockDiff, PostDiff } from '#content';
import { Button } from '#ui';
import { Fragment, use, useState } from 'react';
import { BlockDiffView } from './block-diff-view.tsx';
import { FieldDiffTable } from './field-diff-table.tsx';
import { foldSame, type Stretch } from './fold-same.ts';
import { LineChanges } from './line-changes.tsx';
import { LostBlockContext } from './lost-block.ts';

export interface PostDiffViewProps {
  readonly diff: PostDiff;
  readonly path: string;
  readonly name: string;
}

/** So many pieces are drawn at first, and as many more each time. */
const step = 150;

/** What differs between two versions of a post as its readers see it. Scrolls, and takes the focus for it. */
export function PostDiffView({ diff, path, name }: PostDiffViewProps) {
  const [most, setMost] = useState(step);
  const stretches = foldSame(diff.blocks);
  return (
    <section
      aria-label={name}
      // A region that scrolls must be reachable from the keyboard.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      className="max-h-[min(36rem,70dvh)] overflow-auto rounded-md border border-rule bg-paper px-3 py-3 sm:px-4"
    >
      {diff.fields.length > 0 && <FieldDiffTable fields={diff.fields} path={path} />}
      {diff.frontMatter.length > 0 && (
        <div className="mb-4">
          <h4 className="mb-1 text-xs font-semibold text-ink-faint">Other front matter</h4>
          <LineChanges lines={diff.frontMatter} />
        </div>
      )}
      <div className="prose text-base [&_:is(h1,h2,h3,h4,h5,h6)]:mt-0">
        {stretches.slice(0, most).map((stretch) => (
          <StretchView key={stretch.from} stretch={stretch} path={path} />
        ))}
      </div>
      {stretches.length > most && (
        <Button size="small" className="mt-3" onClick={() => setMost(most + step)}>
          Show more changes
        </Button>
      )}
    </section>
  );
}

function StretchView({ stretch, path }: { readonly stretch: Stretch; readonly path: string }) {
  const [isOpen, setOpen] = useState(false);
  const { blocks, isFolded, from } = stretch;
  if (!isFolded || isOpen) return <Blocks blocks={blocks} from={from} path={path} />;
  return (
    <div className="font-ui text-[0.8125rem]">
      <button
        type="button"
        aria-expanded={false}
        onClick={() => setOpen(true)}
        className="w-full rounded-md bg-sunken px-3 py-1 text-start text-ink-soft hover:bg-hover hover:text-ink"
      >
        {blocks.length.toLocaleString('en')} unchanged paragraphs: show
      </button>
    </div>
  );
}

function Blocks({
  blocks,
  from,
  path,
}: {
  readonly blocks: readonly BlockDiff[];
  readonly from: number;
  readonly path: string;
}) {
  const actions = use(LostBlockContext);
  return blocks.map((block, index) => (
    // A block has no identity but its place.
    // oxlint-disable-next-line react/no-array-index-key
    <Fragment key={from + index}>
      <BlockDiffView block={block} path={path} />
      {actions !== null && <div className="-mt-1 mb-2 px-1 font-ui empty:hidden">{actions(block, from + index)}</div>}
    </Fragment>
  ));
}

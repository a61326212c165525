import { foldSame, type BlockDiff, type LineSpan, type PostDiff, type Stretch } from '#content';
import { Button, classNames } from '#ui';
import { Fragment, use, useState } from 'react';
import { BlockDiffView } from './block-diff-view.tsx';
import { linesWithin, type CompareNotes } from './compare-notes.ts';
import { DiscussButton } from './discuss-button.tsx';
import { FieldDiffTable } from './field-diff-table.tsx';
import { LineChanges } from './line-changes.tsx';
import { LostBlockContext } from './lost-block.ts';

export interface PostDiffViewProps {
  readonly diff: PostDiff;
  readonly path: string;
  readonly name: string;
  readonly notes?: CompareNotes | undefined;
}

/** So many pieces are drawn at first, and as many more each time. */
const step = 150;

/** What differs between two versions of a post as its readers see it. Without notes it scrolls, and takes the focus for it. */
export function PostDiffView({ diff, path, name, notes }: PostDiffViewProps) {
  const [most, setMost] = useState(step);
  const { lines } = diff;
  const hasNote = (index: number): boolean => linesWithin(notes?.lines ?? [], lines[index]).length > 0;
  const stretches = foldSame(diff.blocks, hasNote);
  const shown = stretches.slice(0, most);
  const hidden = stretches.slice(most).flatMap(({ from, blocks }) => blocks.map((_, index) => lines[from + index]));
  const isElsewhere = (line: number): boolean =>
    hidden.some((span) => linesWithin([line], span).length > 0) ||
    lines.every((span) => linesWithin([line], span).length === 0);
  return (
    <section
      aria-label={name}
      // A region that scrolls must be reachable from the keyboard.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={notes === undefined ? 0 : undefined}
      className={classNames(
        'rounded-md border border-rule bg-paper px-3 py-3 sm:px-4',
        notes === undefined && 'max-h-[min(36rem,70dvh)] overflow-auto',
      )}
    >
      {diff.fields.length > 0 && <FieldDiffTable fields={diff.fields} path={path} onDiscuss={notes?.onDiscussField} />}
      {diff.frontMatter.length > 0 && (
        <div className="mb-4">
          <h4 className="mb-1 text-xs font-semibold text-ink-faint">Other front matter</h4>
          <LineChanges lines={diff.frontMatter} />
        </div>
      )}
      {notes?.draw(notes.lines.filter(isElsewhere))}
      <div className="prose text-base [&_:is(h1,h2,h3,h4,h5,h6)]:mt-0">
        {shown.map((stretch) => (
          <StretchView key={stretch.from} stretch={stretch} lines={lines} path={path} notes={notes} />
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

interface StretchViewProps {
  readonly stretch: Stretch;
  readonly lines: readonly (LineSpan | null)[];
  readonly path: string;
  readonly notes: CompareNotes | undefined;
}

function StretchView({ stretch, lines, path, notes }: StretchViewProps) {
  const [isOpen, setOpen] = useState(false);
  const { blocks, isFolded, from } = stretch;
  const actions = use(LostBlockContext);
  if (!isFolded || isOpen)
    return blocks.map((block, index) => (
      // A block has no identity but its place.
      // oxlint-disable-next-line react/no-array-index-key
      <Fragment key={from + index}>
        <NotedBlock block={block} span={lines[from + index]} path={path} notes={notes} />
        {actions !== null && <div className="-mt-1 mb-2 px-1 font-ui empty:hidden">{actions(block, from + index)}</div>}
      </Fragment>
    ));
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

interface NotedBlockProps {
  readonly block: BlockDiff;
  readonly span: LineSpan | null | undefined;
  readonly path: string;
  readonly notes: CompareNotes | undefined;
}

/** A block with the notes on it. `data-lines` tells a selection of text where in the file it is. */
function NotedBlock({ block, span, path, notes }: NotedBlockProps) {
  const view = <BlockDiffView block={block} path={path} />;
  if (notes === undefined || span === null || span === undefined) return view;
  const { onDiscuss } = notes;
  const drawn = linesWithin(notes.lines, span);
  return (
    <>
      <div className="group/note relative pe-7" data-lines={`${span.from}-${span.to}`}>
        {view}
        {onDiscuss !== undefined && (
          <DiscussButton
            what={block.shown.kind === 'text' ? (block.shown.level === 0 ? 'paragraph' : 'heading') : 'block'}
            className="absolute end-0 top-0.5 font-ui"
            onClick={() => onDiscuss(span)}
          />
        )}
      </div>
      {drawn.length > 0 && <div className="font-ui">{notes.draw(drawn)}</div>}
    </>
  );
}

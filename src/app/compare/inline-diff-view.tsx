import type { Change, InlineDiff, ShownMark } from '#content';
import type { ReactNode } from 'react';
import { ComparedImage } from './compared-image.tsx';

export interface InlineDiffViewProps {
  readonly content: readonly InlineDiff[];
  readonly path: string;
}

/** A line of text with the words that went and came. */
export function InlineDiffView({ content, path }: InlineDiffViewProps) {
  return content.map((piece, index) => (
    // A piece has no identity but its place.
    // oxlint-disable-next-line react/no-array-index-key
    <Changed key={index} change={piece.change}>
      <Piece piece={piece} path={path} />
    </Changed>
  ));
}

/** Marks what went and what came, by colour, by line and by word. */
export function Changed({ change, children }: { readonly change: Change; readonly children: ReactNode }) {
  if (change === 'same') return children;
  if (change === 'added') {
    return (
      <ins className="rounded-[2px] bg-added-mark text-ink decoration-added decoration-2 underline-offset-2">
        <span className="sr-only">Added: </span>
        {children}
      </ins>
    );
  }
  return (
    <del className="rounded-[2px] bg-removed-mark text-ink decoration-removed">
      <span className="sr-only">Removed: </span>
      {children}
    </del>
  );
}

function Piece({ piece, path }: { readonly piece: InlineDiff; readonly path: string }): ReactNode {
  switch (piece.kind) {
    case 'text': {
      const marked = piece.marks.reduce<ReactNode>((inner, mark) => withMark(inner, mark), piece.text);
      const link = piece.marks.find((mark) => mark.kind === 'link');
      if (link?.kind !== 'link' || piece.change === 'same') return marked;
      return (
        <>
          {marked} <span className="font-ui text-xs wrap-anywhere text-ink-soft">→ {link.href}</span>
        </>
      );
    }
    case 'image':
      return <ComparedImage address={piece.src} alternative={piece.alt} path={path} change={piece.change} />;
    case 'locked':
      return (
        <code title={piece.label} className="whitespace-pre-wrap">
          {piece.source}
        </code>
      );
    case 'break':
      return (
        <>
          {piece.change !== 'same' && <span aria-label="line break">↵</span>}
          <br />
        </>
      );
  }
}

/** A link is not one here: a difference is read, not followed. */
function withMark(inner: ReactNode, mark: ShownMark): ReactNode {
  switch (mark.kind) {
    case 'bold':
      return <strong>{inner}</strong>;
    case 'italic':
      return <em>{inner}</em>;
    case 'strike':
      return <s>{inner}</s>;
    case 'code':
      return <code>{inner}</code>;
    case 'link':
      return (
        <span title={mark.href} className="text-accent underline decoration-1">
          {inner}
        </span>
      );
  }
}

import { assertNever } from '#base';
import type { BlockDiff, ItemDiff, ShownBlock } from '#content';
import { createElement } from 'react';
import { FateFrame } from './fate-frame.tsx';
import { InlineDiffView } from './inline-diff-view.tsx';
import { LineChanges } from './line-changes.tsx';
import { TableDiffView } from './table-diff-view.tsx';

export interface BlockDiffViewProps {
  readonly block: BlockDiff;
  readonly path: string;
  readonly isNested?: boolean;
}

/** One block with what became of it. */
export function BlockDiffView({ block, path, isNested = false }: BlockDiffViewProps) {
  return (
    <FateFrame fate={block} kind={kindWords(block.shown)} isNested={isNested}>
      <ShownBlockView shown={block.shown} path={path} />
    </FateFrame>
  );
}

function ShownBlockView({ shown, path }: { readonly shown: ShownBlock; readonly path: string }) {
  switch (shown.kind) {
    case 'text':
      return (
        <>
          {shown.level !== shown.wasLevel && (
            <Remark>{`${levelWords(shown.wasLevel)} is now ${levelWords(shown.level).toLowerCase()}`}</Remark>
          )}
          {createElement(
            shown.level === 0 ? 'p' : `h${Math.min(6, shown.level)}`,
            null,
            <InlineDiffView content={shown.content} path={path} />,
          )}
        </>
      );
    case 'quote':
      return (
        <blockquote>
          {shown.blocks.map((block, index) => (
            // A block has no identity but its place.
            // oxlint-disable-next-line react/no-array-index-key
            <BlockDiffView key={index} block={block} path={path} isNested />
          ))}
        </blockquote>
      );
    case 'callout':
      return (
        // Colours say here what came and went, so that the five kinds look the same.
        <div className="rounded-md border border-rule-strong px-3 py-2">
          {shown.title !== shown.wasTitle && <Remark>{`“${shown.wasTitle}” is now “${shown.title}”`}</Remark>}
          <p className="font-ui text-[0.8125rem] font-semibold text-ink">{shown.title}</p>
          {shown.blocks.map((block, index) => (
            // oxlint-disable-next-line react/no-array-index-key
            <BlockDiffView key={index} block={block} path={path} isNested />
          ))}
        </div>
      );
    case 'list':
      return <ListView list={shown} path={path} />;
    case 'code':
      return (
        <>
          {shown.info !== shown.wasInfo && (
            <Remark>{`Language “${shown.wasInfo || 'none'}” is now “${shown.info || 'none'}”`}</Remark>
          )}
          <LineChanges lines={shown.lines} />
        </>
      );
    case 'table':
      return <TableDiffView rows={shown.rows} path={path} />;
    case 'locked':
      return (
        <>
          <Remark>{shown.label}</Remark>
          <LineChanges lines={shown.lines} />
        </>
      );
    case 'rule':
      return <hr />;
    default:
      return assertNever(shown);
  }
}

function ListView({ list, path }: { readonly list: Extract<ShownBlock, { kind: 'list' }>; readonly path: string }) {
  const items = list.items.map((item, index) => (
    // oxlint-disable-next-line react/no-array-index-key
    <ItemView key={index} item={item} path={path} />
  ));
  const was = list.wasStart === null ? 'Bullets' : `Numbers from ${list.wasStart}`;
  const now = list.start === null ? 'bullets' : `numbers from ${list.start}`;
  return (
    <>
      {list.start !== list.wasStart && <Remark>{`${was} became ${now}`}</Remark>}
      {list.start === null ? <ul>{items}</ul> : <ol start={list.start}>{items}</ol>}
    </>
  );
}

function ItemView({ item, path }: { readonly item: ItemDiff; readonly path: string }) {
  return (
    <li>
      <FateFrame fate={item} kind="item" isNested>
        {item.checked !== item.wasChecked && <Remark>{checkWords(item)}</Remark>}
        <div className="flex gap-2">
          {item.checked !== null && (
            <span>
              <span aria-hidden="true">{item.checked ? '☑' : '☐'}</span>
              <span className="sr-only">{item.checked ? 'Done: ' : 'To do: '}</span>
            </span>
          )}
          <div className="min-w-0 flex-1">
            {item.blocks.map((block, index) => (
              // oxlint-disable-next-line react/no-array-index-key
              <BlockDiffView key={index} block={block} path={path} isNested />
            ))}
          </div>
        </div>
      </FateFrame>
    </li>
  );
}

/** A word on what changed that can't be marked in the text itself. */
function Remark({ children }: { readonly children: string }) {
  return <p className="mb-1 font-ui text-xs font-medium text-ink-soft not-italic">{children}</p>;
}

function checkWords({ checked, wasChecked }: ItemDiff): string {
  if (checked === null) return 'No task any more';
  if (wasChecked === null) return 'Now a task';
  return checked ? 'Now done' : 'Not done any more';
}

function levelWords(level: number): string {
  return level === 0 ? 'Paragraph' : `Heading ${level}`;
}

/** What a block is, as people call it. */
export function kindWords(shown: ShownBlock): string {
  switch (shown.kind) {
    case 'text':
      return shown.level === 0 ? 'paragraph' : 'heading';
    case 'locked':
      return 'block';
    case 'quote':
    case 'callout':
    case 'list':
    case 'code':
    case 'table':
    case 'rule':
      return shown.kind;
    default:
      return assertNever(shown);
  }
}

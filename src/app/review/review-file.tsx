import { visibleLine } from '#base';
import { Button } from '#ui';
import type { OpenedReview } from '#workspace';
import { useMemo, type ReactNode } from 'react';
import type { CompareNotes } from '../compare/compare-notes.ts';
import { CompareView } from '../compare/compare-view.tsx';
import { lineOf, targetOf, type CommentTarget } from './comment-target.ts';
import { HostRemark, type Remark } from './host-remark.tsx';
import { locatePassage } from './locate-passage.ts';
import { PassagePicker } from './passage-picker.tsx';
import { ReviewComposer, type ComposedComment } from './review-composer.tsx';
import { ReviewThread, type Thread, type ReviewThreadProps } from './review-thread.tsx';

export type ReviewFileFacts = OpenedReview['files'][number];

export interface ReviewFileProps extends Pick<ReviewThreadProps, 'review' | 'identity' | 'isBusy' | 'onStep'> {
  readonly file: ReviewFileFacts;
  /** Those that are about this file. */
  readonly threads: readonly Thread[];
  readonly passages: OpenedReview['passages'];
  /** What was said about it at the host. */
  readonly remarks: readonly Remark[];
  readonly host: string;
  /** The commit whose text is shown. */
  readonly shownCommit: string | null;
  /** Null while nothing is written about this file. */
  readonly target: CommentTarget | null;
  /** Absent where nothing can be said. */
  readonly onTarget?: (target: CommentTarget | null) => void;
  readonly onSend: (comment: ComposedComment) => void;
  /** Goes on with the text; absent where that is not this person's to do. */
  readonly onContinue?: () => void;
}

/** One changed file as its readers will see it, with what was said about it in its places. */
export function ReviewFile(props: ReviewFileProps) {
  const { file, threads, passages, target, onTarget, onSend, onContinue, remarks, host, shownCommit, ...common } =
    props;
  const { path, before, after } = file;
  const shownPath = visibleLine(path);
  const placed = threads.filter(({ comment }) => passages.get(comment.id)?.range);
  const unplaced = threads.filter((thread) => !placed.includes(thread));
  const lineOfRemark = ({ place }: Remark): number =>
    // Lines of another version are elsewhere by now.
    place?.commit === null || place?.commit === shownCommit ? (place?.line ?? 0) : 0;
  const lineCount = after === null ? 0 : after.split('\n').length;
  const isOnLine = (remark: Remark): boolean => lineOfRemark(remark) > 0 && lineOfRemark(remark) <= lineCount;
  const composer = target !== null && onTarget !== undefined && (
    <ReviewComposer
      key={`${target.range?.startLine} ${target.range?.startColumn} ${target.purpose}`}
      target={target}
      isBusy={props.isBusy}
      onSend={onSend}
      onCancel={() => onTarget(null)}
    />
  );
  const threadLine = ({ comment }: Thread): number => {
    const range = passages.get(comment.id)?.range;
    return range === undefined || range === null ? 0 : lineOf(range);
  };
  const targetLine = target?.range === undefined ? undefined : lineOf(target.range);
  const notes: CompareNotes = {
    lines: [
      ...new Set([
        ...placed.map(threadLine),
        ...remarks.filter(isOnLine).map(lineOfRemark),
        ...(targetLine === undefined ? [] : [targetLine]),
      ]),
    ],
    draw: drawing({
      ...common,
      threads: placed,
      remarks: remarks.filter(isOnLine),
      lineOfRemark,
      host,
      passages,
      lineOfThread: threadLine,
      targetLine,
      composer,
    }),
    ...(onTarget === undefined || after === null
      ? {}
      : {
          onDiscuss: (lines) => onTarget(targetOf(file, locatePassage(after, lines))),
          onDiscussField: ({ value }) => onTarget(targetOfField(file, after, value)),
        }),
  };
  const isText = before !== null || after !== null;
  const fate = useMemo(() => fateWords(before, after), [before, after]);
  return (
    <article className="mt-6" aria-label={shownPath}>
      <div className="mb-2 flex flex-wrap items-center gap-x-2 gap-y-1">
        <h3 className="min-w-40 flex-1 truncate font-code text-[0.8125rem]" title={shownPath}>
          {shownPath}
        </h3>
        {fate !== '' && <span className="text-[0.8125rem] text-ink-faint">{fate}</span>}
        {onTarget !== undefined && (
          <Button size="small" look="quiet" onClick={() => onTarget({ path, quote: '', purpose: 'comment' })}>
            Discuss this post<span className="sr-only"> {shownPath}</span>
          </Button>
        )}
        {onContinue !== undefined && after !== null && (
          <Button size="small" look="quiet" onClick={onContinue}>
            Continue writing<span className="sr-only"> {shownPath}</span>
          </Button>
        )}
      </div>
      {unplaced.map((thread) => (
        <ReviewThread
          key={thread.comment.id}
          {...common}
          thread={thread}
          passage={passages.get(thread.comment.id)}
          isInPlace
        />
      ))}
      {remarks
        .filter((remark) => !isOnLine(remark))
        .map((remark) => (
          <HostRemark key={remark.id} remark={remark} host={host} isInPlace={false} />
        ))}
      {target !== null && target.range === undefined && composer}
      {isText ? (
        <PassagePicker
          onPick={({ lines, words, nth }, purpose) =>
            onTarget?.(targetOf(file, locatePassage(after ?? '', lines, { words, nth }), purpose))
          }
          isOn={onTarget !== undefined && after !== null}
        >
          <CompareView before={before} after={after} path={path} name={`Changes in ${shownPath}`} notes={notes} />
        </PassagePicker>
      ) : (
        <p className="text-sm text-ink-faint">The file is no text; it is changed as a whole.</p>
      )}
    </article>
  );
}

interface Drawn extends Pick<ReviewFileProps, 'review' | 'identity' | 'isBusy' | 'onStep' | 'threads' | 'passages'> {
  readonly lineOfThread: (thread: Thread) => number;
  readonly remarks: readonly Remark[];
  readonly lineOfRemark: (remark: Remark) => number;
  readonly host: string;
  readonly targetLine: number | undefined;
  readonly composer: ReactNode;
}

/** Draws the threads of lines, and the box where one writes about one of them. */
function drawing({
  threads,
  passages,
  lineOfThread,
  remarks,
  lineOfRemark,
  host,
  targetLine,
  composer,
  ...common
}: Drawn): CompareNotes['draw'] {
  return (lines) => (
    <>
      {threads
        .filter((thread) => lines.includes(lineOfThread(thread)))
        .map((thread) => (
          <ReviewThread
            key={thread.comment.id}
            {...common}
            thread={thread}
            passage={passages.get(thread.comment.id)}
            isInPlace
          />
        ))}
      {remarks
        .filter((remark) => lines.includes(lineOfRemark(remark)))
        .map((remark) => (
          <HostRemark key={remark.id} remark={remark} host={host} isInPlace />
        ))}
      {targetLine !== undefined && lines.includes(targetLine) && composer}
    </>
  );
}

/** A field is commented on where its value stands in the file; one that is gone, with the post. */
function targetOfField(file: ReviewFileFacts, after: string, value: string): CommentTarget {
  const lines = after.split(/\r\n|\r|\n/);
  const index = value.trim() === '' ? -1 : lines.findIndex((line) => line.includes(value.trim()));
  if (index < 0) return { path: file.path, quote: '', purpose: 'comment' };
  return targetOf(file, locatePassage(after, { from: index + 1, to: index + 1 }, { words: value, nth: 0 }));
}

function fateWords(before: string | null, after: string | null): string {
  if (before === null && after !== null) return 'New post';
  return before !== null && after === null ? 'Deleted' : '';
}

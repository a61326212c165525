import { visibleLine, visibleText } from '#base';
import { Badge } from '#ui';
import { readSuggestion, type ReviewRow } from '#workspace';
import { LineChanges } from '../compare/line-changes.tsx';
import { formatMoment } from '../format-day.ts';

export interface SaidCommentProps {
  readonly comment: ReviewRow['review']['threads'][number]['comment'];
  /** The words that it is about: what a suggestion takes the place of. */
  readonly quote: string | null;
  readonly isSettled: boolean;
  /** Answers another. */
  readonly isReply?: boolean;
}

const mostWords = 20_000;

/** One thing that was said. */
export function SaidComment({ comment, quote, isSettled, isReply = false }: SaidCommentProps) {
  const { author, saidBy, time, text, resolved, isEdited } = comment;
  const suggestion = readSuggestion(text);
  return (
    <>
      <p className="flex flex-wrap items-center gap-x-2 text-[0.8125rem] text-ink-faint">
        <span className="font-medium wrap-anywhere text-ink">{visibleLine(saidBy ?? author, 80)}</span>
        {saidBy !== null && <span>imported by {visibleLine(author, 80)}</span>}
        <time dateTime={new Date(time).toISOString()}>{formatMoment(time)}</time>
        {isEdited && <span>edited</span>}
        {isSettled && <Badge tone="added">Resolved</Badge>}
      </p>
      {suggestion === undefined ? (
        <Words>{text === '' ? withoutWords(resolved, isReply) : text}</Words>
      ) : (
        <>
          <Words>{suggestion.before}</Words>
          <div className="mt-2">
            <LineChanges
              lines={[
                ...linesOf(quote ?? '').map((line) => ({ change: 'removed' as const, text: line })),
                ...linesOf(suggestion.words).map((line) => ({ change: 'added' as const, text: line })),
              ]}
            />
          </div>
          <Words>{suggestion.after}</Words>
        </>
      )}
    </>
  );
}

function Words({ children }: { readonly children: string }) {
  if (children === '') return null;
  return <p className="mt-1 max-w-2xl text-sm whitespace-pre-wrap wrap-anywhere">{visibleText(children, mostWords)}</p>;
}

function linesOf(text: string): readonly string[] {
  return text === '' ? [] : text.split('\n').map((line) => visibleText(line, mostWords));
}

function withoutWords(resolved: boolean | null, isReply: boolean): string {
  if (resolved === null) return '';
  if (isReply) return resolved ? 'Resolved.' : 'Opened again.';
  return resolved ? 'Approved.' : 'Asked for changes.';
}

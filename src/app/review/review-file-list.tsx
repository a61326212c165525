import { GalleyError } from '#base';
import { Button } from '#ui';
import type { ReviewRow } from '#workspace';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import type { LineDiff } from '../changes/diff-lines.ts';
import { LineDiffView } from '../changes/line-diff-view.tsx';
import { ErrorNotice } from '../errors/error-notice.tsx';
import { postAddress } from '../posts/post-address.ts';
import { useServices } from '../services-context.ts';

/** One changed file with its lines; `diff` is null where it is no text. */
export interface ReviewFile {
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly diff: LineDiff | null;
}

export interface ReviewFileListProps {
  readonly review: ReviewRow['review'];
  readonly files: readonly ReviewFile[];
  /** Offers to go on with the texts. */
  readonly canContinue: boolean;
}

/** What the review changes, file by file. */
export function ReviewFileList({ review, files, canContinue }: ReviewFileListProps) {
  const { workspace } = useServices();
  const navigate = useNavigate();
  const [failure, setFailure] = useState<GalleyError>();
  const goOn = (path: string): void => {
    workspace.reviews
      .continueWriting(review.id, path)
      .then(() => navigate(postAddress(path)))
      .catch((error: unknown) => setFailure(GalleyError.from(error)));
  };
  if (files.length === 0) return null;
  return (
    <section className="mt-8" aria-labelledby="review-files">
      <h2 id="review-files" className="border-b border-rule pb-2 font-page text-lg font-semibold">
        Changes
      </h2>
      {failure !== undefined && <ErrorNotice error={failure} />}
      {files.map(({ path, before, after, diff }) => (
        <article key={path} className="mt-4" aria-label={path}>
          <div className="mb-2 flex items-center gap-2">
            <h3 className="min-w-0 flex-1 truncate font-code text-[0.8125rem]" title={path}>
              {path}
            </h3>
            {canContinue && after !== null && (
              <Button size="small" look="quiet" onClick={() => goOn(path)}>
                Continue writing<span className="sr-only"> {path}</span>
              </Button>
            )}
          </div>
          {diff === null ? (
            <p className="text-sm text-ink-faint">The file is no text; it is changed as a whole.</p>
          ) : (
            <LineDiffView name={`Changes in ${path}`} diff={diff} />
          )}
          {before !== null && after === null && <p className="mt-1 text-sm text-ink-faint">The file is deleted.</p>}
        </article>
      ))}
    </section>
  );
}

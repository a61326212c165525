import { GalleyError } from '#base';
import { Button } from '#ui';
import type { OpenedReview } from '#workspace';
import { useMutation } from '@tanstack/react-query';
import { FileInput, FileOutput } from 'lucide-react';
import { useState } from 'react';
import { ErrorNotice } from '../errors/error-notice.tsx';
import { saveFile } from '../save-file.ts';
import { useServices } from '../services-context.ts';
import type { Identity } from '../settings/identity.ts';
import { ImportDialog } from './import-dialog.tsx';

export interface OutsideReviewProps {
  readonly review: OpenedReview['review'];
  readonly identity: Identity | null;
}

/** For reviewers who have no access: gives the review out as a page, and takes back what they say. */
export function OutsideReview({ review, identity }: OutsideReviewProps) {
  const { workspace } = useServices();
  const [isImporting, setImporting] = useState(false);
  const exporting = useMutation({
    mutationFn: () => workspace.reviews.exportPage(review.id),
    onSuccess: ({ name, html }) => saveFile(name, new Blob([html], { type: 'text/html' })),
  });
  const run = (): void => exporting.mutate();
  return (
    <>
      <fieldset aria-label="For people without access" className="mt-2 flex flex-wrap gap-1">
        <Button size="small" look="quiet" disabled={exporting.isPending} onClick={run}>
          <FileOutput aria-hidden="true" className="size-4" /> Export for review
        </Button>
        {identity !== null && (
          <Button size="small" look="quiet" onClick={() => setImporting(true)}>
            <FileInput aria-hidden="true" className="size-4" /> Import a review…
          </Button>
        )}
      </fieldset>
      {exporting.isSuccess && (
        <output className="mt-1 block text-[0.8125rem] text-ink-soft">
          Saved as {exporting.data.name}. Send it to anyone: it opens in a browser, and gives back a file to import
          here.
        </output>
      )}
      {exporting.isError && <ErrorNotice error={GalleyError.from(exporting.error)} onRetry={run} />}
      {isImporting && identity !== null && (
        <ImportDialog id={review.id} identity={identity} onClose={() => setImporting(false)} />
      )}
    </>
  );
}

import { GalleyError } from '#base';
import { EmptyState, Skeleton, TextField } from '#ui';
import { useQuery } from '@tanstack/react-query';
import { Image } from 'lucide-react';
import { useState } from 'react';
import { ErrorNotice } from '../errors/error-notice.tsx';
import { useServices } from '../services-context.ts';
import { Screen } from '../shell/screen.tsx';
import { ScreenHeading } from '../shell/screen-heading.tsx';
import { MediaGrid } from './media-grid.tsx';
import { UploadBar } from './upload-bar.tsx';
import { mediaListQuery } from './queries.ts';

/** The repository's images, with a search by name. */
export function MediaScreen() {
  const { workspace } = useServices();
  const [search, setSearch] = useState('');
  const media = useQuery(mediaListQuery(workspace));
  const paths = media.data ?? [];
  const wanted = search.trim().toLowerCase();
  const found = wanted === '' ? paths : paths.filter((path) => path.toLowerCase().includes(wanted));
  return (
    <Screen wide>
      <div className="mb-6 flex flex-wrap items-end gap-x-4 gap-y-3">
        <div className="me-auto">
          <ScreenHeading>Media</ScreenHeading>
          <p aria-live="polite" className="min-h-5 text-sm text-ink-faint tabular-nums">
            {media.isSuccess && countWords(paths.length, wanted === '' ? undefined : found.length)}
          </p>
        </div>
        <div className="w-full sm:w-64">
          <TextField
            label="Search images"
            labelHidden
            type="search"
            placeholder="Search by name"
            value={search}
            onValueChange={setSearch}
          />
        </div>
      </div>
      <UploadBar />
      {media.isPending && <Skeleton className="h-40 w-full" />}
      {media.isError && <ErrorNotice error={GalleyError.from(media.error)} onRetry={() => void media.refetch()} />}
      {media.isSuccess && paths.length === 0 && (
        <EmptyState icon={<Image />} title="No images">
          The repository has no image files yet. Upload some, or drop them into a post.
        </EmptyState>
      )}
      {media.isSuccess && paths.length > 0 && found.length === 0 && (
        <EmptyState icon={<Image />} title="Nothing found">
          No image’s path contains “{search.trim()}”.
        </EmptyState>
      )}
      {found.length > 0 && <MediaGrid paths={found} />}
    </Screen>
  );
}

function countWords(total: number, found: number | undefined): string {
  const images = `${total.toLocaleString('en')} ${total === 1 ? 'image' : 'images'}`;
  return found === undefined ? images : `${found.toLocaleString('en')} of ${images}`;
}

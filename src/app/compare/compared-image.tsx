import { imageVerdict } from '#base';
import type { Change } from '#content';
import { classNames } from '#ui';
import { ImageOff } from 'lucide-react';
import { use } from 'react';
import { PictureCommitContext } from './picture-commit.ts';
import { RepositoryImage } from '../media/repository-image.tsx';

export interface ComparedImageProps {
  readonly address: string;
  readonly alternative: string;
  readonly path: string;
  /** What became of it. Where it changed, its address stands below: two pictures may look alike. */
  readonly change: Change;
}

const frames = {
  same: '',
  added: 'm-1 rounded-md border-2 border-added p-1',
  removed: 'm-1 rounded-md border-2 border-dashed border-removed p-1',
} as const;

/** A picture of the repository in a comparison; one from elsewhere is named, never requested. */
export function ComparedImage({ address, alternative, path, change }: ComparedImageProps) {
  const commit = use(PictureCommitContext);
  const placeholder = (
    <span className="inline-flex items-center gap-2 rounded-md border border-dashed border-rule-strong bg-sunken px-3 py-2 font-ui text-[0.8125rem] text-ink-soft">
      <ImageOff aria-hidden="true" className="size-4 shrink-0" />
      <span className="wrap-anywhere">{alternative === '' ? address : `${alternative} (${address})`}</span>
    </span>
  );
  if (imageVerdict(address).kind !== 'local') return placeholder;
  return (
    <span className={classNames('inline-block max-w-full align-bottom', frames[change])}>
      <RepositoryImage
        address={address}
        postPath={path}
        commit={change === 'removed' ? undefined : commit}
        alternative={alternative}
        className="max-h-40 rounded-sm"
        fallback={placeholder}
      />
      {change !== 'same' && <span className="block font-ui text-xs wrap-anywhere text-ink-soft">{address}</span>}
    </span>
  );
}

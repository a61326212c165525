import { RepositoryImage } from '../media/repository-image.tsx';

export interface PostThumbnailProps {
  readonly title: string;
  readonly address: string;
  readonly path: string;
  /** True while the list flies by: then no picture is read. */
  readonly isPaused: boolean;
}

/** The post's thumbnail where the repository has it, else the title's first letter. */
export function PostThumbnail({ title, address, path, isPaused }: PostThumbnailProps) {
  return (
    <div
      aria-hidden="true"
      className="flex h-10 w-14 shrink-0 items-center justify-center overflow-hidden rounded-sm bg-sunken font-page text-xl text-ink-faint"
    >
      <RepositoryImage
        address={address}
        postPath={path}
        isPaused={isPaused}
        alternative=""
        className="size-full object-cover"
        fallback={/[\p{L}\p{N}]/u.exec(title)?.[0].toUpperCase() ?? ''}
      />
    </div>
  );
}

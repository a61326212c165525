import { useQuery } from '@tanstack/react-query';
import { useCallback, useState, type ReactNode } from 'react';
import { useServices } from '../services-context.ts';
import { imageQuery } from './queries.ts';

export interface RepositoryImageProps {
  /** As written in the post. */
  readonly address: string;
  readonly postPath: string;
  /** The commit in which it is looked for; the repository as it is here when left out. */
  readonly commit?: string | undefined;
  readonly alternative: string;
  readonly className?: string;
  /** Shows only what is read already: for places that fly by. */
  readonly isPaused?: boolean;
  /** What stands in its place when there is no picture. */
  readonly fallback: ReactNode;
}

/** A picture out of the repository. An address that leads elsewhere is never requested: the fallback stands there. */
export function RepositoryImage(props: RepositoryImageProps) {
  const { address, postPath, commit, alternative, className, fallback, isPaused = false } = props;
  const { workspace } = useServices();
  const image = useQuery({
    ...imageQuery(workspace, { address, postPath, commit }),
    enabled: address !== '' && !isPaused,
  });
  const blob = image.data ?? undefined;
  const [broken, setBroken] = useState<Blob>();
  const showBlob = useCallback(
    (element: HTMLImageElement | null) => {
      if (element === null || blob === undefined) return undefined;
      const url = URL.createObjectURL(blob);
      element.src = url;
      return () => URL.revokeObjectURL(url);
    },
    [blob],
  );
  if (blob === undefined || blob === broken)
    return image.isLoading || (isPaused && image.isPending && address !== '') ? null : fallback;
  return (
    <img ref={showBlob} alt={alternative} decoding="async" className={className} onError={() => setBroken(blob)} />
  );
}

import { visibleLine } from '#base';
import { ImageOff } from 'lucide-react';
import { RepositoryImage } from './repository-image.tsx';
import { useSeen } from './use-seen.ts';

/** One image with its name and folder. */
export function MediaTile({ path }: { readonly path: string }) {
  const { ref, isSeen } = useSeen();
  const slash = path.lastIndexOf('/');
  return (
    <li ref={ref} className="min-w-0">
      <div className="flex aspect-4/3 items-center justify-center overflow-hidden rounded-md border border-rule bg-sunken text-ink-faint">
        {isSeen && (
          <RepositoryImage
            address={rootAddress(path)}
            postPath=""
            alternative=""
            className="size-full object-contain"
            fallback={<ImageOff aria-hidden="true" className="size-6" />}
          />
        )}
      </div>
      <p className="mt-1.5 truncate text-[0.8125rem] font-medium" title={visibleLine(path)}>
        {visibleLine(path.slice(slash + 1))}
      </p>
      {slash > 0 && <p className="truncate text-xs text-ink-faint">{visibleLine(path.slice(0, slash))}</p>}
    </li>
  );
}

/** `path` as an address from the repository's root, encoded as a post would write it. */
function rootAddress(path: string): string {
  return `/${path.split('/').map(encodeURIComponent).join('/')}`;
}

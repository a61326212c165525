import { visibleLine } from '#base';
import { ImageOff } from 'lucide-react';
import { rootAddress } from './root-address.ts';
import { RepositoryImage } from './repository-image.tsx';
import { useSeen } from './use-seen.ts';

/** One image with its name and folder; pressing it opens it. */
export function MediaTile({ path, onOpen }: { readonly path: string; readonly onOpen: () => void }) {
  const { ref, isSeen } = useSeen();
  const slash = path.lastIndexOf('/');
  return (
    <li ref={ref} className="min-w-0">
      <button
        type="button"
        aria-label={visibleLine(path)}
        aria-haspopup="dialog"
        onClick={onOpen}
        className="flex w-full aspect-4/3 items-center justify-center overflow-hidden rounded-md border border-rule bg-sunken text-ink-faint hover:border-accent"
      >
        {isSeen && (
          <RepositoryImage
            address={rootAddress(path)}
            postPath=""
            alternative=""
            className="size-full object-contain"
            fallback={<ImageOff aria-hidden="true" className="size-6" />}
          />
        )}
      </button>
      <p className="mt-1.5 truncate text-[0.8125rem] font-medium" title={visibleLine(path)}>
        {visibleLine(path.slice(slash + 1))}
      </p>
      {slash > 0 && <p className="truncate text-xs text-ink-faint">{visibleLine(path.slice(0, slash))}</p>}
    </li>
  );
}

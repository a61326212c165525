import { classNames, Skeleton, TextField } from '#ui';
import { useDeferredValue, useEffect, useRef, useState } from 'react';
import { LoadedImage } from './loaded-image.tsx';

export interface ImagePickerProps {
  readonly listImages: () => Promise<readonly string[]>;
  readonly loadImage: (address: string) => Promise<Blob | undefined>;
  /** The address that is chosen now; its picture is marked. */
  readonly chosen: string;
  /** Gets `/` and the path of the picture in the repository. */
  readonly onChoose: (address: string) => void;
}

/** More are not drawn: whoever has that many finds the picture by its name. */
const MOST_SHOWN = 200;

interface TileProps extends Pick<ImagePickerProps, 'loadImage'> {
  readonly path: string;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

function Tile({ path, isChosen, onChoose, loadImage }: TileProps) {
  const tile = useRef<HTMLButtonElement>(null);
  const [isNear, setNear] = useState(false);
  useEffect(() => {
    if (tile.current === null) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) setNear(true);
      },
      { rootMargin: '200px' },
    );
    observer.observe(tile.current);
    return () => observer.disconnect();
  }, []);
  const name = path.slice(path.lastIndexOf('/') + 1);
  const pictureClass = 'aspect-4/3 w-full rounded-sm object-cover';
  return (
    <li>
      <button
        ref={tile}
        type="button"
        aria-label={path}
        aria-pressed={isChosen}
        title={path}
        onClick={onChoose}
        className={classNames(
          'flex w-full flex-col gap-1 rounded-md border p-1.5 text-start transition-colors duration-(--motion)',
          isChosen ? 'border-accent bg-accent-wash' : 'border-transparent hover:bg-hover',
        )}
      >
        {isNear ? (
          <LoadedImage address={`/${path}`} alt="" loadImage={loadImage} className={pictureClass} compact />
        ) : (
          <Skeleton className={pictureClass} />
        )}
        <span className="w-full truncate text-xs text-ink-soft">{name}</span>
      </button>
    </li>
  );
}

type ListState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'loaded'; readonly paths: readonly string[] }
  | { readonly kind: 'failed' };

function countText(total: number, matches: number): string {
  if (total === 0) return 'There are no pictures in the repository yet.';
  if (matches === 0) return 'No picture has this name.';
  if (matches > MOST_SHOWN) return `${MOST_SHOWN} of ${matches} pictures are shown. Search to see the others.`;
  return matches === 1 ? '1 picture' : `${matches} pictures`;
}

/** The repository's pictures, found by their path; only those that come into view are loaded. */
export function ImagePicker({ listImages, loadImage, chosen, onChoose }: ImagePickerProps) {
  const [list, setList] = useState<ListState>({ kind: 'loading' });
  const [query, setQuery] = useState('');
  const words = useDeferredValue(query).toLowerCase().split(/\s+/).filter(Boolean);
  useEffect(() => {
    let isCurrent = true;
    listImages().then(
      (paths) => isCurrent && setList({ kind: 'loaded', paths }),
      () => isCurrent && setList({ kind: 'failed' }),
    );
    return () => {
      isCurrent = false;
    };
  }, [listImages]);

  const paths = list.kind === 'loaded' ? list.paths : [];
  const matches = paths.filter((path) => words.every((word) => path.toLowerCase().includes(word)));
  const status =
    list.kind === 'loading'
      ? 'Looking for pictures…'
      : list.kind === 'failed'
        ? 'The pictures of the repository can’t be listed right now. An address can still be typed.'
        : countText(paths.length, matches.length);
  return (
    <div className="flex flex-col gap-2">
      <TextField
        label="Search pictures"
        labelHidden
        type="search"
        placeholder="Search pictures"
        value={query}
        onValueChange={setQuery}
        autoComplete="off"
        onKeyDown={(event) => {
          // Enter would submit the form that the picker is in.
          if (event.key === 'Enter') event.preventDefault();
        }}
      />
      <output className="text-[0.8125rem] text-ink-faint">{status}</output>
      {matches.length > 0 && (
        <ul
          aria-label="Pictures"
          className="-mx-1.5 grid max-h-[min(22rem,40dvh)] grid-cols-[repeat(auto-fill,minmax(7rem,1fr))] gap-1 overflow-y-auto p-0.5"
        >
          {matches.slice(0, MOST_SHOWN).map((path) => (
            <Tile
              key={path}
              path={path}
              isChosen={chosen === `/${path}`}
              onChoose={() => onChoose(`/${path}`)}
              loadImage={loadImage}
            />
          ))}
        </ul>
      )}
    </div>
  );
}

import { useCallback, useState } from 'react';

export interface ImageDiffProps {
  /** What the image is called. */
  readonly title: string;
  readonly before: Blob | null;
  readonly after: Blob | null;
}

/** An image as it was beside what it becomes; one alone when it is new or deleted. */
export function ImageDiff({ title, before, after }: ImageDiffProps) {
  return (
    <div className="flex flex-wrap gap-4">
      {before !== null && <Side word={after === null ? 'Deleted' : 'Before'} title={title} image={before} />}
      {after !== null && <Side word={before === null ? 'New' : 'After'} title={title} image={after} />}
    </div>
  );
}

function Side({ word, title, image }: { readonly word: string; readonly title: string; readonly image: Blob }) {
  const [size, setSize] = useState<string>();
  const [isBroken, setBroken] = useState(false);
  const show = useCallback(
    (element: HTMLImageElement | null) => {
      if (element === null) return undefined;
      const url = URL.createObjectURL(image);
      element.src = url;
      return () => URL.revokeObjectURL(url);
    },
    [image],
  );
  return (
    <figure className="min-w-0 flex-1 basis-56">
      <div className="flex h-48 items-center justify-center overflow-hidden rounded-md border border-rule bg-sunken text-sm text-ink-faint">
        {isBroken ? (
          'This browser can’t show it.'
        ) : (
          <img
            ref={show}
            alt={`${word}: ${title}`}
            className="size-full object-scale-down"
            onError={() => setBroken(true)}
            onLoad={(event) => {
              const { naturalWidth, naturalHeight } = event.currentTarget;
              setSize(`${naturalWidth} × ${naturalHeight}`);
            }}
          />
        )}
      </div>
      <figcaption className="mt-1 flex gap-2 text-[0.8125rem] text-ink-faint tabular-nums">
        <span className="font-semibold text-ink-soft">{word}</span>
        {size !== undefined && <span>{size}</span>}
        <span>{sizeWords(image.size)}</span>
      </figcaption>
    </figure>
  );
}

function sizeWords(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000).toLocaleString('en')} kB`;
  return `${(bytes / 1_000_000).toLocaleString('en', { maximumFractionDigits: 1 })} MB`;
}

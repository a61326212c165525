import { imageVerdict } from '#base';
import { Skeleton, classNames } from '#ui';
import { Globe, ImageOff } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';

export interface LoadedImageProps {
  readonly address: string;
  readonly alt: string;
  /** The picture from the repository; undefined when it is not in it. */
  readonly loadImage: (address: string) => Promise<Blob | undefined>;
  /** Size and shape of the picture, and of what stands in its place. */
  readonly className?: string;
  /** Leaves the words to screen readers where there is room for an icon only. */
  readonly compact?: boolean;
}

type LoadState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'shown'; readonly url: string }
  | { readonly kind: 'missing' }
  | { readonly kind: 'broken' };

function Placeholder({
  words,
  compact,
  className,
  children,
}: {
  readonly words: string;
  readonly compact: boolean;
  readonly className: string | undefined;
  readonly children: ReactNode;
}) {
  return (
    <span
      title={words}
      className={classNames(
        'flex items-center justify-center gap-2 overflow-hidden bg-sunken text-center text-[0.8125rem] text-ink-faint [&_svg]:size-4 [&_svg]:shrink-0',
        !compact && 'p-3',
        className,
      )}
    >
      {children}
      <span className={compact ? 'sr-only' : 'min-w-0 [overflow-wrap:anywhere]'}>{words}</span>
    </span>
  );
}

function StoredImage({ address, alt, loadImage, className, compact = false }: LoadedImageProps) {
  const [state, setState] = useState<LoadState>({ kind: 'loading' });
  useEffect(() => {
    let isCurrent = true;
    let url: string | undefined;
    loadImage(address).then(
      (blob) => {
        if (!isCurrent) return;
        if (blob === undefined) {
          setState({ kind: 'missing' });
          return;
        }
        url = URL.createObjectURL(blob);
        setState({ kind: 'shown', url });
      },
      () => {
        if (isCurrent) setState({ kind: 'broken' });
      },
    );
    return () => {
      isCurrent = false;
      if (url !== undefined) URL.revokeObjectURL(url);
    };
  }, [address, loadImage]);

  if (state.kind === 'loading') return <Skeleton {...(className === undefined ? {} : { className })} />;
  if (state.kind === 'shown') {
    return (
      <img
        src={state.url}
        alt={alt}
        draggable={false}
        className={className}
        onError={() => setState({ kind: 'broken' })}
      />
    );
  }
  const words = state.kind === 'missing' ? `No picture at ${address}` : 'This picture can’t be read';
  return (
    <Placeholder words={words} compact={compact} className={className}>
      <ImageOff aria-hidden="true" />
    </Placeholder>
  );
}

/**
 * A picture of the repository, or words in its place: while it loads nothing but a grey shape, then what is wrong with it. A
 * picture on another host is named, never requested.
 */
export function LoadedImage(props: LoadedImageProps) {
  const verdict = imageVerdict(props.address);
  if (verdict.kind === 'local') return <StoredImage key={props.address} {...props} />;
  if (verdict.kind === 'inline') return <img src={props.address} alt={props.alt} className={props.className} />;
  const isRemote = verdict.kind === 'remote';
  return (
    <Placeholder
      words={isRemote ? `Picture on ${verdict.host}, not loaded` : `This picture can’t be shown. ${verdict.reason}`}
      compact={props.compact ?? false}
      className={props.className}
    >
      {isRemote ? <Globe aria-hidden="true" /> : <ImageOff aria-hidden="true" />}
    </Placeholder>
  );
}

import { linkVerdict } from '#base';
import { useEffect, useState } from 'react';
import type { HeadingLink } from './heading-links.ts';
import type { LinkDestination, PostLinks } from './post-links.ts';

/** An address judged, with what it leads to in words. */
export interface Destination {
  readonly address: string;
  readonly target: LinkDestination;
  /** A place in the text, for anchors of this post. */
  readonly heading: HeadingLink | undefined;
  readonly words: string | undefined;
  readonly isCaution: boolean;
}

const unknown: LinkDestination = { kind: 'unknown' };

/** What `address` leads to; of a file of the repository it is known a moment later. */
export function useDestination(address: string, links: PostLinks, headings: readonly HeadingLink[]): Destination {
  const [resolved, setResolved] = useState<{ readonly of: string; readonly target: LinkDestination }>();
  const isFile = linkVerdict(address).kind === 'local' && address !== '' && !address.startsWith('#');
  useEffect(() => {
    if (!isFile) return undefined;
    let isCurrent = true;
    links.resolve(address).then(
      (target) => {
        if (isCurrent) setResolved({ of: address, target });
      },
      (failure: unknown) => reportError(failure),
    );
    return () => {
      isCurrent = false;
    };
  }, [address, isFile, links]);
  const target = isFile && resolved?.of === address ? resolved.target : unknown;
  if (address.startsWith('#') && address !== '#') {
    const heading = headings.find((one) => one.address === address);
    return heading === undefined
      ? { address, target, heading, words: 'This post has no heading with this anchor.', isCaution: true }
      : { address, target, heading, words: `To the heading “${heading.title}”`, isCaution: false };
  }
  return { address, target, heading: undefined, words: wordsFor(target), isCaution: target.kind === 'missing' };
}

function wordsFor(target: LinkDestination): string | undefined {
  if (target.kind === 'post') return `To the post “${target.title}”`;
  if (target.kind === 'file') return `To ${target.path}`;
  return target.kind === 'missing' ? `There is no file ${target.path} in the repository.` : undefined;
}

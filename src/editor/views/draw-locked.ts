import { calloutLook, calloutTitle, lockedCallout, lockedLabel } from '#markdown';
import { readEmbed } from '../blocks/embed.ts';
import { readHtmlPicture } from '../pictures/picture.ts';
import { drawFormula } from './draw-formula.ts';
import { drawPicture, type LoadImage } from './draw-picture.ts';
import { element } from './element.ts';

export interface LockedDrawing {
  /** What the block is called. */
  readonly name: string;
  /** How it looks: "source" where the source itself is shown. */
  readonly look: 'source' | 'picture' | 'callout' | 'formula' | 'embed';
  /** One of the five looks of a callout. */
  readonly callout?: string;
  /** Must be called when it is drawn anew or goes. */
  readonly release: () => void;
}

export interface LockedInput {
  readonly into: HTMLElement;
  readonly kind: string;
  readonly source: string;
  readonly loadImage: LoadImage;
}

const nothing = (): void => undefined;

/** Draws what source stands for, as far as that is known, from text alone: no element comes from its HTML, and nothing is requested. */
export function drawLocked({ into, kind, source, loadImage }: LockedInput): LockedDrawing {
  const label = lockedLabel(kind, source);
  const picture = kind === 'html' ? readHtmlPicture(source) : undefined;
  if (picture !== undefined) {
    const { src, alt, title, width = '' } = picture;
    const frame = element('span', { class: 'picture-frame' });
    const caption = title === null ? [] : [element('figcaption', { class: 'picture-caption' }, title)];
    into.replaceChildren(element('figure', {}, frame, ...caption));
    const release = drawPicture({ into: frame, address: src, alt, width, loadImage });
    return { name: label, look: 'picture', release };
  }
  const callout = lockedCallout(kind, source);
  if (callout !== undefined) {
    const { text } = callout;
    into.replaceChildren(element('p', { class: 'locked-text' }, text === '' ? '…' : text));
    return { name: calloutTitle(callout), look: 'callout', callout: calloutLook(callout.kind), release: nothing };
  }
  if (kind === 'math') return { name: label, look: 'formula', release: drawFormula(into, source) };
  const embed = readEmbed(kind, source);
  if (embed !== undefined) {
    const { host, title } = embed;
    const from = host === '' ? 'From this site' : host;
    into.replaceChildren(
      element('p', { class: 'embed-host' }, title === '' ? from : `${from} · ${title}`),
      element('p', { class: 'embed-note' }, 'Shown to readers, not loaded here.'),
    );
    return { name: embed.kind, look: 'embed', release: nothing };
  }
  into.replaceChildren(
    element('pre', { class: 'locked-source', tabindex: '0', 'aria-label': `Source: ${label}` }, source),
  );
  return { name: label, look: 'source', release: nothing };
}

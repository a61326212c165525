import { imageVerdict } from '#base';
import { element } from './element.ts';
import { whenNear } from './when-near.ts';

/** The picture for an address, from the repository; undefined when it is not in it. */
export type LoadImage = (address: string) => Promise<Blob | undefined>;

export interface PictureInput {
  readonly into: HTMLElement;
  readonly address: string;
  readonly alt: string;
  /** In pixels, or a share of the page as "50%"; its own where it is empty or neither. */
  readonly width?: string;
  readonly loadImage: LoadImage;
}

/**
 * Draws a picture into an element: the repository's own, or words where it is remote, missing or not allowed. Nothing is
 * requested from anywhere. The returned function frees the picture and must be called when it is drawn anew or goes.
 */
export function drawPicture({ into, address, alt, width = '', loadImage }: PictureInput): () => void {
  let isCurrent = true;
  let objectUrl: string | undefined;
  let callOff = (): void => undefined;
  const say = (kind: string, words: string): void => {
    const text = alt === '' ? words : `${alt} — ${words}`;
    into.replaceChildren(
      element('span', { class: 'picture-note', 'data-kind': kind, role: 'img', 'aria-label': text }, text),
    );
  };
  const load = (): void => {
    loadImage(address)
      .then((blob) => {
        if (!isCurrent) return;
        if (blob === undefined) {
          say('missing', `No picture at ${address}`);
          return;
        }
        objectUrl = URL.createObjectURL(blob);
        const image = element('img', { src: objectUrl, alt, draggable: 'false' });
        if (/^\d{1,4}%?$/.test(width)) image.style.inlineSize = width.endsWith('%') ? width : `${width}px`;
        image.addEventListener('error', () => say('broken', 'The picture can’t be read'));
        into.replaceChildren(image);
      })
      .catch(() => {
        if (isCurrent) say('broken', 'The picture can’t be read');
      });
  };
  const verdict = imageVerdict(address);
  if (verdict.kind === 'refused') say('refused', 'This address can’t be shown');
  else if (verdict.kind === 'remote') say('remote', `Picture on ${verdict.host}, not loaded`);
  else {
    say('loading', 'Loading the picture…');
    callOff = whenNear(into, () => load());
  }
  return () => {
    isCurrent = false;
    callOff();
    if (objectUrl !== undefined) URL.revokeObjectURL(objectUrl);
  };
}

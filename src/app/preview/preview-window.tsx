import type { PostPreview } from '#workspace';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useServices } from '../services-context.ts';
import type { FramePicture } from './frame-messages.ts';
import { frameAddress, hearFrame, orderFrame } from './preview-frame.ts';
import { remoteAddress } from './remote-address.ts';
import { blockAt, scrollerOf, scrollToBlock } from './text-scroll.ts';

export type PreviewWidth = 'desktop' | 'phone';

export interface PreviewWindowProps {
  readonly content: { readonly preview: PostPreview; readonly pictures: readonly FramePicture[] };
  /** The hosts that the person consented to. */
  readonly hosts: readonly string[];
  readonly width: PreviewWidth;
}

const widths = { desktop: 1100, phone: 390 } as const;
/** Below the header and the toolbar, in pixels from the top of the window. */
const topOfText = 96;
/** So long the side that was scrolled by the other one does not answer, in milliseconds. */
const answerless = 250;

function findText(): HTMLElement | null {
  return document.querySelector<HTMLElement>('.post-body');
}

/** The frame in which a post is drawn. Its document is on an origin of its own and can reach nothing of this page. */
export function PreviewWindow({ content, hosts, width }: PreviewWindowProps) {
  const { frameDocument } = useServices();
  const frame = useRef<HTMLIFrameElement>(null);
  const place = useRef<HTMLDivElement>(null);
  const textIsQuietUntil = useRef(0);
  const [room, setRoom] = useState(0);

  const draw = useEffectEvent(({ preview, pictures }: PreviewWindowProps['content']) => {
    if (frame.current === null) return;
    const { page, pieces, styles, sheets, language } = preview;
    const allowed = sheets.filter((sheet) => hosts.includes(remoteAddress(sheet, null)?.host ?? ''));
    orderFrame(frame.current, { kind: 'pictures', pictures });
    orderFrame(frame.current, { kind: 'show', page, pieces, styles, sheets: allowed, language });
  });
  const drawNow = useEffectEvent(() => draw(content));
  const followFrame = useEffectEvent((block: number) => {
    const text = findText();
    if (text === null) return;
    textIsQuietUntil.current = performance.now() + answerless;
    scrollToBlock(text, { block, top: topOfText });
  });
  useEffect(() => {
    if (frame.current === null) return undefined;
    return hearFrame(frame.current, { onReady: () => drawNow(), onScrolled: (block) => followFrame(block) });
  }, []);
  useEffect(() => draw(content), [content]);

  useEffect(() => {
    let asked = 0;
    const follow = (event: Event): void => {
      const text = findText();
      if (asked !== 0 || text === null || performance.now() < textIsQuietUntil.current) return;
      if (event.target !== scrollerOf(text) && event.target !== document) return;
      asked = requestAnimationFrame(() => {
        asked = 0;
        if (frame.current !== null) orderFrame(frame.current, { kind: 'scroll', block: blockAt(text, topOfText) });
      });
    };
    window.addEventListener('scroll', follow, { capture: true, passive: true });
    return () => {
      window.removeEventListener('scroll', follow, { capture: true });
      cancelAnimationFrame(asked);
    };
  }, []);

  useEffect(() => {
    if (place.current === null) return undefined;
    const observer = new ResizeObserver(([entry]) => setRoom(entry?.contentRect.width ?? 0));
    observer.observe(place.current);
    return () => observer.disconnect();
  }, []);

  const wanted = widths[width];
  const scale = room === 0 ? 1 : Math.min(1, room / wanted);
  return (
    <div ref={place} className="relative min-h-0 flex-1 overflow-hidden">
      <iframe
        ref={frame}
        title="Preview of the post"
        sandbox="allow-scripts"
        src={frameAddress(frameDocument, hosts)}
        referrerPolicy="no-referrer"
        className="absolute start-1/2 top-0 rounded-md border border-rule bg-paper"
        style={{
          width: `${Math.max(wanted, width === 'desktop' ? room : 0)}px`,
          height: `${100 / scale}%`,
          transform: `translateX(-50%) scale(${scale})`,
          transformOrigin: 'top center',
        }}
      />
    </div>
  );
}

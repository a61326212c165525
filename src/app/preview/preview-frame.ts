import type { Unsubscribe } from '#base';
import * as v from 'valibot';
import type { FrameOrder } from './frame-messages.ts';

const reportSchema = v.variant('kind', [
  v.object({ kind: v.literal('ready') }),
  v.object({ kind: v.literal('scrolled'), block: v.pipe(v.number(), v.finite(), v.minValue(0)) }),
]);

/** The address of the frame's `document` with the hosts that it may load from. */
export function frameAddress(document: string, hosts: readonly string[]): string {
  const query = hosts.map((host) => `host=${encodeURIComponent(host)}`).join('&');
  return query === '' ? document : `${document}?${query}`;
}

export interface FrameListener {
  readonly onReady: () => void;
  readonly onScrolled: (block: number) => void;
}

/** Hears what the frame's script says; messages from anywhere else, and of any other form, are left aside. */
export function hearFrame(frame: HTMLIFrameElement, { onReady, onScrolled }: FrameListener): Unsubscribe {
  const hear = (event: MessageEvent<unknown>): void => {
    if (event.source !== frame.contentWindow) return;
    const report = v.safeParse(reportSchema, event.data);
    if (!report.success) return;
    if (report.output.kind === 'ready') onReady();
    else onScrolled(report.output.block);
  };
  window.addEventListener('message', hear);
  return () => window.removeEventListener('message', hear);
}

/** Tells the frame what to show. It has an origin of its own, which no other address can be given for. */
export function orderFrame(frame: HTMLIFrameElement, order: FrameOrder): void {
  frame.contentWindow?.postMessage(order, '*');
}

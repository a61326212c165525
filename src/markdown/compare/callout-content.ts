import type { Node } from 'prosemirror-model';
import {
  alertContent,
  alertMarker,
  calloutLook,
  calloutName,
  calloutTitle,
  lockedCallout,
  type CalloutLook,
} from '../callout.ts';
import { parseMarkdown } from '../parse-markdown.ts';

/** A callout as readers see it, in whichever way it is written. */
export interface CalloutContent {
  readonly look: CalloutLook;
  readonly title: string;
  readonly blocks: readonly Node[];
  /** How its beginning is written: two that are written differently need not look so. */
  readonly head: string;
}

/** What a reader sees of a callout; undefined for any other block. */
export function readCallout(node: Node): CalloutContent | undefined {
  const marker = alertMarker(node);
  if (marker !== undefined) {
    const { kind, length } = marker;
    const head = node.textBetween(0, length + 1);
    return { look: calloutLook(kind), title: calloutName(kind), blocks: alertContent(node, marker), head };
  }
  if (node.type.name !== 'lockedBlock') return undefined;
  const source = String(node.attrs['source']);
  const callout = lockedCallout(String(node.attrs['kind']), source);
  if (callout === undefined) return undefined;
  return {
    look: calloutLook(callout.kind),
    title: calloutTitle(callout),
    blocks: parseMarkdown(callout.text).document.children,
    head: /^[^\r\n]*/.exec(source)?.[0] ?? '',
  };
}

import type { Node } from 'prosemirror-model';

/** How callouts are written: as alerts of GitHub (`> [!NOTE]`), as directives (`:::note`), or as admonitions (`!!! note`). */
export type CalloutStyle = 'alert' | 'directive' | 'admonition';

/** The kinds that GitHub draws, and what they are called. */
export const calloutKinds = [
  { kind: 'note', name: 'Note' },
  { kind: 'tip', name: 'Tip' },
  { kind: 'important', name: 'Important' },
  { kind: 'warning', name: 'Warning' },
  { kind: 'caution', name: 'Caution' },
] as const;

export type CalloutLook = (typeof calloutKinds)[number]['kind'];

/** Words of other tools for the same five looks. */
const looks: Readonly<Record<string, CalloutLook>> = {
  info: 'note',
  abstract: 'note',
  summary: 'note',
  todo: 'note',
  hint: 'tip',
  success: 'tip',
  check: 'tip',
  example: 'tip',
  question: 'important',
  help: 'important',
  attention: 'warning',
  danger: 'caution',
  error: 'caution',
  failure: 'caution',
  bug: 'caution',
};

/** Which of the five a kind is drawn as. */
export function calloutLook(kind: string): CalloutLook {
  const word = kind.toLowerCase();
  const own = calloutKinds.find((known) => known.kind === word)?.kind;
  return own ?? (Object.hasOwn(looks, word) ? (looks[word] ?? 'note') : 'note');
}

/** A kind as a title: "Note". */
export function calloutName(kind: string): string {
  const known = calloutKinds.find((each) => each.kind === kind.toLowerCase());
  return known?.name ?? kind.charAt(0).toUpperCase() + kind.slice(1);
}

/** What makes a quote an alert. */
export interface AlertMarker {
  readonly kind: string;
  /** Of `[!KIND]`, at the start of the quote's first paragraph. */
  readonly length: number;
  /** Whether nothing but blanks follows it there. */
  readonly isAlone: boolean;
}

const marker = /^\[!([A-Za-z][\w-]{0,30})\][+-]?/;

/** The marker of a quote that is an alert: plain text `[!KIND]` at the start of its first paragraph. */
export function alertMarker(node: Node): AlertMarker | undefined {
  if (node.type.name !== 'blockquote') return undefined;
  const first = node.firstChild;
  const text = first?.type.name === 'paragraph' ? first.firstChild : null;
  if (first === null || text === null || text === undefined || !text.isText || text.marks.length > 0) return undefined;
  const found = marker.exec(text.text ?? '');
  if (found === null) return undefined;
  const { length } = found[0];
  return {
    kind: found[1] ?? '',
    length,
    isAlone: first.textContent.slice(length).trim() === '' && first.childCount === 1,
  };
}

/** What stands in an alert below its title: without the marker, and without the line that it stood on alone. */
export function alertContent(node: Node, { length, isAlone }: AlertMarker): readonly Node[] {
  const [first, ...others] = node.children;
  if (first === undefined || isAlone) return others;
  const { text = '' } = first.firstChild ?? {};
  const blanks = text.length - text.slice(length).trimStart().length;
  return [first.cut(blanks), ...others];
}

/** A callout in source that is shown as it is: what kind, under which title, and its text. */
export interface LockedCallout {
  readonly kind: string;
  readonly title: string;
  readonly text: string;
}

const directive =
  /^:{3,}[ \t]*\{?\.?([A-Za-z][\w-]*)\}?(?:\[([^\]\r\n]*)\])?[ \t]*([^\r\n]*)(?:\r\n|\r|\n)([^]*?)(?:\r\n|\r|\n)?:{3,}[ \t]*$/;
const admonition =
  /^(?:!!!|\?\?\?\+?)[ \t]+([A-Za-z][\w-]*)[^"\r\n]*(?:"([^"\r\n]*)")?[^\r\n]*(?:(?:\r\n|\r|\n)([^]*))?$/;

/** What stands above the text of a callout: "Note", or "Note: Mind the gap". */
export function calloutTitle({ kind, title }: Pick<LockedCallout, 'kind' | 'title'>): string {
  const own = calloutName(kind);
  return title === '' || title === own ? own : `${own}: ${title}`;
}

/** Reads `:::note[Title]` … `:::` and `!!! note "Title"` with its indented text; undefined for any other source. */
export function lockedCallout(kind: string, source: string): LockedCallout | undefined {
  if (kind === 'directive') {
    const found = directive.exec(source);
    const name = found?.[1] ?? '';
    // A directive can be anything; those named like a callout are one.
    if (found === null || !isCalloutKind(name)) return undefined;
    const rest = (found[3] ?? '').replace(/^\{[^}]*\}/, '').trim();
    return { kind: name, title: found[2] ?? rest, text: (found[4] ?? '').trim() };
  }
  if (kind !== 'admonition') return undefined;
  const found = admonition.exec(source);
  if (found === null) return undefined;
  const text = (found[3] ?? '').replaceAll(/^(?: {4}|\t)/gm, '').trim();
  return { kind: found[1] ?? '', title: found[2] ?? '', text };
}

/** How the callouts of this document are written; undefined where it has none. */
export function ownCalloutStyle(document: Node): CalloutStyle | undefined {
  const counts: Record<CalloutStyle, number> = { alert: 0, directive: 0, admonition: 0 };
  document.forEach((node) => {
    if (alertMarker(node) !== undefined) counts.alert += 1;
    if (node.type.name !== 'lockedBlock') return;
    const kind: unknown = node.attrs['kind'];
    if (kind !== 'directive' && kind !== 'admonition') return;
    if (lockedCallout(kind, String(node.attrs['source'])) !== undefined) counts[kind] += 1;
  });
  return mostUsedStyle(counts);
}

/** The style that is used most, the first of those that are used as much; undefined where none is. */
export function mostUsedStyle(counts: Readonly<Record<CalloutStyle, number>>): CalloutStyle | undefined {
  const styles: readonly CalloutStyle[] = ['alert', 'directive', 'admonition'];
  const most = Math.max(...styles.map((style) => counts[style]));
  return most === 0 ? undefined : styles.find((style) => counts[style] === most);
}

function isCalloutKind(name: string): boolean {
  const word = name.toLowerCase();
  return calloutKinds.some(({ kind }) => kind === word) || Object.hasOwn(looks, word);
}

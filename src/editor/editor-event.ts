import type { Node } from 'prosemirror-model';
import type { LinkTarget } from './commands/edit-link.ts';
import type { ImageValue } from './image-dialog.tsx';

/** What the editor asks of the screen around it. */
export type EditorEvent =
  | { readonly kind: 'changed'; readonly readDocument: () => Node }
  | { readonly kind: 'link'; readonly target: LinkTarget }
  /** `pos` is the image's place; null for a new one. */
  | { readonly kind: 'image'; readonly pos: number | null; readonly initial: ImageValue | null; readonly focus?: 'alt' }
  | { readonly kind: 'toolbar' };

import { laterPart, type LaterPart } from '../later-parts.ts';
import type { Desk, DeskDialogName } from './desk.ts';

/** What a dialog of the desk gets. It draws a dialog that is open, and calls `onClose` when it is done. */
export interface DeskDialogProps {
  readonly desk: Desk;
  readonly onClose: () => void;
}

/** The dialogs of the desk; each is fetched when it is first opened. */
export const deskDialogs: Readonly<Record<DeskDialogName, LaterPart<DeskDialogProps>>> = {
  publish: laterPart(() => import('./dialogs/publish-post.tsx').then((module) => module.PublishPost)),
  review: laterPart(() => import('./dialogs/send-post.tsx').then((module) => module.SendPost)),
  compare: laterPart(() => import('./dialogs/compare-published.tsx').then((module) => module.ComparePublished)),
  rename: laterPart(() => import('./dialogs/rename-post.tsx').then((module) => module.RenamePost)),
  delete: laterPart(() => import('./dialogs/delete-post.tsx').then((module) => module.DeletePost)),
  history: laterPart(() => import('./dialogs/post-history.tsx').then((module) => module.PostHistory)),
  discard: laterPart(() => import('./dialogs/discard-changes.tsx').then((module) => module.DiscardChanges)),
};

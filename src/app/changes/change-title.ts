import { visibleLine } from '#base';
import type { PendingChange } from '#workspace';

/** What a change is called on screen: the post's title, or its path where it has none. */
export function changeTitle(change: PendingChange): string {
  return visibleLine(change.title === '' ? change.path : change.title);
}

import type { ComponentType } from 'react';
import type { Desk } from '../desk.ts';

export interface PanelTabProps {
  readonly desk: Desk;
}

/** One tab of the side panel. */
export interface PanelTab {
  readonly id: string;
  readonly label: string;
  readonly Panel: ComponentType<PanelTabProps>;
  /** Draws what stands behind the label: a CountBadge. */
  readonly Count?: ComponentType<PanelTabProps>;
  /** The panel takes half of the desk, for what needs the room of a page. */
  readonly isRoomy?: boolean;
}

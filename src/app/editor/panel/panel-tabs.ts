import { laterPart } from '../../later-parts.ts';
import type { PanelTab } from './panel-tab.ts';
import { ProblemCount } from './problem-count.tsx';

/** The tabs of the side panel, in their order on the screen. */
export const panelTabs: readonly PanelTab[] = [
  {
    id: 'fields',
    label: 'Fields',
    Panel: laterPart(() => import('./fields-tab.tsx').then((module) => module.FieldsTab)),
  },
  {
    id: 'outline',
    label: 'Outline',
    Panel: laterPart(() => import('./outline-tab.tsx').then((module) => module.OutlineTab)),
  },
  {
    id: 'history',
    label: 'History',
    Panel: laterPart(() => import('./history-tab.tsx').then((module) => module.HistoryTab)),
  },
  {
    id: 'problems',
    label: 'Problems',
    Panel: laterPart(() => import('./problems-tab.tsx').then((module) => module.ProblemsTab)),
    Count: ProblemCount,
  },
  {
    id: 'preview',
    label: 'Preview',
    isRoomy: true,
    Panel: laterPart(() => import('../../preview/preview-tab.tsx').then((module) => module.PreviewTab)),
  },
];

import type { BlockDiff } from '#content';
import { createContext, type ReactNode } from 'react';

/** Draws what can be done with a block that the later version removed or changed; null where nothing can. */
export type LostBlockActions = (block: BlockDiff, index: number) => ReactNode;

/** What stands beside such a block in the comparisons below. */
export const LostBlockContext = createContext<LostBlockActions | null>(null);

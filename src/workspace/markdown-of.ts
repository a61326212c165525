import { createWorkerMarkdown, inPlaceMarkdown, withParseAhead, type AheadEngine } from '#markdown';
import type { WorkspaceContext } from './workspace-context.ts';

const engines = new WeakMap<WorkspaceContext, AheadEngine>();

/** What parses and writes Markdown for this workspace. */
export function markdownOf(context: WorkspaceContext): AheadEngine {
  const { startMarkdownWorker } = context;
  const known = engines.get(context);
  const engine =
    known ??
    withParseAhead(startMarkdownWorker === undefined ? inPlaceMarkdown : createWorkerMarkdown(startMarkdownWorker));
  engines.set(context, engine);
  return engine;
}

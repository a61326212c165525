import { createWorkerMarkdown, inPlaceMarkdown, withLastParse, type MarkdownEngine } from '#markdown';
import type { WorkspaceContext } from './workspace-context.ts';

const engines = new WeakMap<WorkspaceContext, MarkdownEngine>();

/** What parses and writes Markdown for this workspace. */
export function markdownOf(context: WorkspaceContext): MarkdownEngine {
  const { startMarkdownWorker } = context;
  const known = engines.get(context);
  const engine =
    known ??
    withLastParse(startMarkdownWorker === undefined ? inPlaceMarkdown : createWorkerMarkdown(startMarkdownWorker));
  engines.set(context, engine);
  return engine;
}

import { parsePost } from '#content';
import type { InspectOptions, SourceInspection } from '#markdown';
import { markdownOf } from './markdown-of.ts';
import type { WorkspaceContext } from './workspace-context.ts';

/** What can be said of a whole file while its source is written. What stands before the body, such as the title, counts for nothing. */
export async function inspectSource(
  context: WorkspaceContext,
  text: string,
  options: InspectOptions,
): Promise<SourceInspection> {
  const { body } = parsePost(text);
  const start = text.length - body.length;
  const { outline, problems, ...others } = await markdownOf(context).inspect(body, options);
  return {
    ...others,
    outline: outline.map(({ level, text: words, position }) => ({ level, text: words, position: start + position })),
    problems: problems.map(({ kind, subject, from, to }) => ({ kind, subject, from: start + from, to: start + to })),
  };
}

import { parsePost } from '#content';
import type { InspectOptions, Problem, SourceInspection } from '#markdown';
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
  const { mend } = options;
  const inBody: InspectOptions = mend === undefined ? options : { ...options, mend: moved(mend, -start) };
  const { outline, problems, mended, ...others } = await markdownOf(context).inspect(body, inBody);
  return {
    ...others,
    outline: outline.map(({ level, text: words, position }) => ({ level, text: words, position: start + position })),
    problems: problems.map((problem) => moved(problem, start)),
    mended: mended === null ? null : text.slice(0, start) + mended,
  };
}

function moved(problem: Problem, by: number): Problem {
  return { ...problem, from: problem.from + by, to: problem.to + by };
}

import { majorityStyle, plainStyle, type MarkdownStyle } from '#markdown';
import { markdownOf } from './markdown-of.ts';
import { sampleBodies } from './sample-bodies.ts';
import type { WorkspaceContext } from './workspace-context.ts';

const styles = new WeakMap<WorkspaceContext, Promise<MarkdownStyle>>();

/** The style that most posts of the repository are written in, for what a new post does not show by itself. Line ends are LF. */
export function siteStyle(context: WorkspaceContext): Promise<MarkdownStyle> {
  const known = styles.get(context) ?? readStyle(context);
  styles.set(context, known);
  return known;
}

async function readStyle(context: WorkspaceContext): Promise<MarkdownStyle> {
  const bodies = await sampleBodies(context);
  const { source, reading } = await markdownOf(context).parse(bodies.join('\n\n'));
  return { ...majorityStyle(source, reading.root, plainStyle), lineEnd: plainStyle.lineEnd };
}

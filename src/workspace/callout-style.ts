import { mostUsedStyle, type CalloutStyle } from '#markdown';
import { sampleBodies } from './sample-bodies.ts';
import type { WorkspaceContext } from './workspace-context.ts';

const alert = /^ {0,3}> ?\[!\w+\]/gm;
const directive = /^:{3,}[ \t]*(?:note|info|tip|important|warning|caution|danger|success)\b/gim;
const admonition = /^(?:!!!|\?\?\?\+?)[ \t]+[A-Za-z][\w-]*[ \t]*(?:"[^"\r\n]*"[ \t]*)?(?:\r\n|\r|\n)/gm;

const styles = new WeakMap<WorkspaceContext, Promise<CalloutStyle>>();

/** How most callouts of the repository are written; "alert" where it has none. */
export function calloutStyle(context: WorkspaceContext): Promise<CalloutStyle> {
  const known = styles.get(context) ?? sampleBodies(context).then(countCallouts);
  styles.set(context, known);
  return known;
}

/** What most callouts in some texts are written as. */
export function countCallouts(bodies: readonly string[]): CalloutStyle {
  const text = bodies.join('\n\n');
  const count = (pattern: RegExp): number => text.match(pattern)?.length ?? 0;
  const counts = { alert: count(alert), directive: count(directive), admonition: count(admonition) };
  return mostUsedStyle(counts) ?? 'alert';
}

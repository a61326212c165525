import { sampleBodies } from './sample-bodies.ts';
import type { WorkspaceContext } from './workspace-context.ts';

/** How callouts are written: as alerts of GitHub (`> [!NOTE]`), or as directives (`:::note`). */
export type CalloutStyle = 'alert' | 'directive';

const alert = /^ {0,3}> ?\[!\w+\]/gm;
const directive = /^:{3,}[ \t]*(?:note|info|tip|important|warning|caution|danger|success)\b/gim;

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
  return (text.match(directive)?.length ?? 0) > (text.match(alert)?.length ?? 0) ? 'directive' : 'alert';
}

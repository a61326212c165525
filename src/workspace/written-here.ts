import type { WorkspaceContext } from './workspace-context.ts';

/** Notes that a comment is written in this browser, before it is: whoever can push can write notes in anyone's name. */
export async function noteWritten({ requests, mayAskHost }: WorkspaceContext, id: string): Promise<void> {
  (requests.written ??= new Set()).add(id);
  if (mayAskHost === true) await (await import('#hosts')).openWrittenStore().add(id);
}

/** The ids of the comments that were written in this browser. */
export async function writtenHere({ requests }: WorkspaceContext): Promise<ReadonlySet<string>> {
  const kept = await (await import('#hosts')).openWrittenStore().all();
  return new Set([...kept, ...(requests.written ?? [])]);
}

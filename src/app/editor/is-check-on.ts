import type { ProblemKind } from '#editor';

/** Checks that are off until they are turned on: what they find is a matter of taste. */
const offByDefault: ReadonlySet<ProblemKind> = new Set(['long-sentence']);

/** Whether a check is on, by the person's likings. */
export function isCheckOn(checks: Readonly<Record<string, boolean>>, kind: ProblemKind): boolean {
  return checks[kind] ?? !offByDefault.has(kind);
}

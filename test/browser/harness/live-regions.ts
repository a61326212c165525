import type { Page } from '@playwright/test';
import * as v from 'valibot';

const value = v.optional(v.object({ value: v.unknown() }));
const axTree = v.object({
  nodes: v.array(
    v.object({
      role: value,
      name: value,
      properties: v.optional(v.array(v.object({ name: v.string(), value: v.object({ value: v.unknown() }) }))),
    }),
  ),
});

/** The roles that are read out when they change, with how urgently, in the browser's accessibility tree: `status polite`. */
export async function liveRegions(page: Page): Promise<readonly string[]> {
  const session = await page.context().newCDPSession(page);
  const tree: unknown = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  return v.parse(axTree, tree).nodes.flatMap(({ role, properties = [] }) => {
    const live = properties.find(({ name }) => name === 'live')?.value.value;
    const root = properties.find(({ name }) => name === 'root');
    return typeof live === 'string' && live !== 'off' && root === undefined ? [`${String(role?.value)} ${live}`] : [];
  });
}

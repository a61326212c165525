/** How far an entry is in Decap's editorial workflow. */
export type DecapState = 'draft' | 'pending-review' | 'pending-publish';

/** In the order of the workflow. */
const states: readonly DecapState[] = ['draft', 'pending-review', 'pending-publish'];

/** What labels begin with: Decap's own, and those of the time when it was Netlify CMS. A site may set another. */
const usualPrefixes: readonly string[] = ['decap-cms/', 'netlify-cms/'];

/**
 * What the labels of a change request say ("decap-cms/pending_review"); undefined when none of them is Decap's. Of several, the
 * earliest counts, so that nothing looks readier than it is.
 */
export function decapStateOf(
  labels: readonly string[],
  prefixes: readonly string[] = usualPrefixes,
): DecapState | undefined {
  const named = new Set(
    labels.flatMap((label) => {
      const prefix = prefixes.find((one) => label.startsWith(one));
      return prefix === undefined ? [] : [label.slice(prefix.length).replaceAll('_', '-')];
    }),
  );
  return states.find((state) => named.has(state));
}

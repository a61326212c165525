import { GalleyError, visibleText } from '#base';
import { Button, Skeleton } from '#ui';
import type { PostVersion } from '#workspace';
import { useQuery } from '@tanstack/react-query';
import { CompareView } from '../compare/compare-view.tsx';
import { ErrorNotice } from '../errors/error-notice.tsx';
import { useServices } from '../services-context.ts';
import { versionDiffQuery, type Comparison } from './queries.ts';

export interface VersionDiffProps {
  readonly version: PostVersion;
  /** The version before; undefined for the first one. */
  readonly previous: PostVersion | undefined;
  readonly newest: PostVersion | undefined;
  readonly comparison: Comparison;
  readonly onCompare: (comparison: Comparison) => void;
}

const comparisons: readonly { readonly value: Comparison; readonly label: string }[] = [
  { value: 'previous', label: 'What it changed' },
  { value: 'now', label: 'What changed since' },
];

/** What a version changed, or what has changed since. */
export function VersionDiff({ version, previous, newest, comparison, onCompare }: VersionDiffProps) {
  const { workspace } = useServices();
  const other = comparison === 'previous' ? previous : newest;
  const diff = useQuery(versionDiffQuery(workspace, { version, other, comparison }));
  return (
    <section aria-label="Version" className="min-w-0">
      <fieldset aria-label="Compare" className="mb-3 flex flex-wrap gap-1">
        {comparisons.map(({ value, label }) => (
          <Button
            key={value}
            size="small"
            look="quiet"
            aria-pressed={comparison === value}
            onClick={() => onCompare(value)}
            className="aria-pressed:bg-accent-wash aria-pressed:text-accent"
          >
            {label}
          </Button>
        ))}
      </fieldset>
      <p className="mb-3 text-sm whitespace-pre-wrap text-ink-soft">{visibleText(version.message, 5000)}</p>
      {diff.isPending && <Skeleton className="h-40 w-full" />}
      {diff.isError && <ErrorNotice error={GalleyError.from(diff.error)} onRetry={() => void diff.refetch()} />}
      {diff.isSuccess && (
        <CompareView
          before={diff.data.before}
          after={diff.data.after}
          path={version.path}
          name="Changes of the version"
        />
      )}
    </section>
  );
}

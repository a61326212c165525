import { GalleyError } from '#base';
import { Notice, Skeleton } from '#ui';
import type { SiteSettings } from '#workspace';
import { useQuery } from '@tanstack/react-query';
import { ErrorNotice } from '../errors/error-notice.tsx';
import { useServices } from '../services-context.ts';
import { Facts } from './facts.tsx';
import { siteConfigQuery } from './queries.ts';

/** What the repository says about its site, and what is wrong with how it says it. */
export function SiteSettingsFacts() {
  const { workspace } = useServices();
  const site = useQuery(siteConfigQuery(workspace));
  if (site.isPending) return <Skeleton className="h-24 w-full" />;
  if (site.isError) return <ErrorNotice error={GalleyError.from(site.error)} onRetry={() => void site.refetch()} />;
  const { path, problems } = site.data;
  return (
    <>
      {problems.length > 0 && (
        <Notice
          tone="caution"
          title={problems.length === 1 ? `Something in ${path} can’t be used` : `Some things in ${path} can’t be used`}
          className="mb-4"
        >
          <ul className="mt-1 grid grid-cols-1 gap-1">
            {problems.map(({ line, message }) => (
              <li key={`${line} ${message}`}>
                {line !== null && <strong className="font-semibold">Line {line}: </strong>}
                {message}
              </li>
            ))}
          </ul>
          <p className="mt-2">The usual setting is used in place of each.</p>
        </Notice>
      )}
      <Facts facts={factsOf(site.data)} />
    </>
  );
}

function factsOf({ path, config }: SiteSettings): readonly (readonly [term: string, value: string])[] {
  const { preview, review } = config;
  return [
    ['Settings file', path ?? 'None: add .galley.yml to the repository to change what follows'],
    ['New posts', config.posts.folder ?? 'In the folder where most posts are'],
    ['New pictures', config.media.folder ?? 'In the folder where most pictures are'],
    ['Language', config.language ?? 'Not said'],
    ['Preview', preview.template ?? (preview.stylesheets.length > 0 ? 'With the site’s style sheets' : 'Plain')],
    ...preview.stylesheets.map((sheet) => ['Style sheet', sheet] as const),
    ['Address of the site', preview.baseUrl ?? 'Not said'],
    ['Approvals for a review', String(review.approvals)],
    [
      'Who may publish reviews',
      review.publishers.length === 0 ? 'Everyone who can push' : review.publishers.join(', '),
    ],
    ['Reviews are merged by', review.merge === 'merge-commit' ? 'A merge commit' : 'Moving the branch forward'],
    ['Commit message', config.commit.message ?? 'Suggested from what changed'],
  ];
}

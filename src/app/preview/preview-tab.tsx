import { GalleyError } from '#base';
import { Button, Notice, Skeleton } from '#ui';
import { useQuery } from '@tanstack/react-query';
import { Monitor, Smartphone } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { PanelTabProps } from '../editor/panel/panel-tab.ts';
import { ErrorNotice } from '../errors/error-notice.tsx';
import { useServices } from '../services-context.ts';
import { useStore } from '../use-store.ts';
import { PreviewWindow, type PreviewWidth } from './preview-window.tsx';
import { previewQuery } from './queries.ts';
import { shownHosts } from './shown-hosts.ts';

const widths = [
  { width: 'desktop', label: 'Desktop width', Icon: Monitor },
  { width: 'phone', label: 'Phone width', Icon: Smartphone },
] as const;

/** The post as its site might show it, a moment after it is stored. */
export function PreviewTab({ desk }: PanelTabProps) {
  const { workspace } = useServices();
  const { path } = desk.session;
  const hosts = useStore(shownHosts.hosts);
  const [width, setWidth] = useState<PreviewWidth>('desktop');
  const query = useQuery(previewQuery(workspace, path, hosts));
  const { refetch } = query;
  useEffect(
    () =>
      workspace.subscribe((event) => {
        if (event.kind === 'status' || (event.kind === 'draft' && event.path !== path)) return;
        refetch().catch((error: unknown) => reportError(error));
      }),
    [workspace, path, refetch],
  );
  const { data } = query;
  return (
    <div className="flex h-full min-h-96 flex-col gap-2">
      <fieldset aria-label="Width of the preview" className="flex gap-1">
        {widths.map(({ width: value, label, Icon }) => (
          <Button
            key={value}
            size="small"
            look="quiet"
            aria-pressed={width === value}
            onClick={() => setWidth(value)}
            className="aria-pressed:bg-accent-wash aria-pressed:text-accent"
          >
            <Icon aria-hidden="true" /> {label}
          </Button>
        ))}
      </fieldset>
      {query.isError && <ErrorNotice error={GalleyError.from(query.error)} onRetry={() => void refetch()} />}
      {data !== undefined && data.withheld.length > 0 && (
        <Notice
          tone="info"
          title="Some of this is on other hosts"
          actions={data.withheld.map((host) => (
            <Button key={host} size="small" onClick={() => shownHosts.show(host)}>
              Show pictures of {host}
            </Button>
          ))}
        >
          They would learn that you look at this post. You can take it back under Settings.
        </Notice>
      )}
      {data !== undefined && data.preview.missing.length > 0 && (
        <Notice tone="caution" title="The site’s settings name files that are not there">
          {data.preview.missing.join(', ')}
        </Notice>
      )}
      {query.isPending && <Waiting />}
      {data !== undefined && <PreviewWindow key={hosts.join(' ')} content={data} hosts={hosts} width={width} />}
    </div>
  );
}

/** A page without words, until there are some. */
function Waiting() {
  return (
    <div aria-busy="true" className="min-h-0 flex-1 overflow-hidden rounded-md border border-rule bg-paper">
      <output className="sr-only">Preparing the preview…</output>
      <div className="mx-auto flex max-w-sm flex-col gap-3 px-6 py-10">
        <Skeleton className="mb-3 h-7 w-3/4" />
        {['w-full', 'w-11/12', 'w-full', 'w-2/3'].map((width, index) => (
          // oxlint-disable-next-line react/no-array-index-key
          <Skeleton key={index} className={`h-3.5 ${width}`} />
        ))}
      </div>
    </div>
  );
}

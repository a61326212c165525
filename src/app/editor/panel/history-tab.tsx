import { Button } from '#ui';
import type { PanelTabProps } from './panel-tab.ts';
import { PublishedVersions } from './published-versions.tsx';

/** The post's past: what was published of it. */
export function HistoryTab({ desk }: PanelTabProps) {
  return (
    <section aria-labelledby="published-versions">
      <div className="flex items-center justify-between gap-2 pb-2">
        <h3 id="published-versions" className="text-[0.8125rem] font-semibold text-ink">
          Published versions
        </h3>
        <Button size="small" look="quiet" onClick={() => void desk.open('history')}>
          Compare…
        </Button>
      </div>
      <PublishedVersions path={desk.session.path} />
    </section>
  );
}

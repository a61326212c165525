import { Button } from '#ui';
import { DraftTimeline } from './draft-timeline.tsx';
import type { PanelTabProps } from './panel-tab.ts';
import { PublishedVersions } from './published-versions.tsx';

/** The post's past: what was written here, and what was published. */
export function HistoryTab({ desk }: PanelTabProps) {
  return (
    <>
      <section aria-labelledby="own-drafts" className="mb-6">
        <h3 id="own-drafts" className="pb-1 text-[0.8125rem] font-semibold text-ink">
          Drafts in this browser
        </h3>
        <DraftTimeline desk={desk} />
      </section>
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
    </>
  );
}

import { visibleLine } from '#base';
import { Badge, Button } from '#ui';
import { unfinishedOf, type KnownRepository } from './known-repositories.ts';
import { unfinishedWords } from './unfinished-words.ts';

export interface KnownRepositoryListProps {
  readonly repositories: readonly KnownRepository[];
  /** The one that is open in this tab. */
  readonly current?: string;
  readonly isDisabled?: boolean;
  readonly onOpen: (url: string) => void;
  /** Asked to take one out of this browser. */
  readonly onRemove: (repository: KnownRepository) => void;
}

/** Repositories that were opened in this browser, with what waits in each; pressing one opens it. */
export function KnownRepositoryList({
  repositories,
  current,
  isDisabled = false,
  onOpen,
  onRemove,
}: KnownRepositoryListProps) {
  return (
    <ul aria-label="Repositories of this browser" className="mt-2 flex flex-col">
      {repositories.map((one) => {
        const words = unfinishedWords(unfinishedOf(one));
        const isCurrent = one.url === current;
        return (
          <li key={one.url} className="flex flex-wrap items-center gap-x-2">
            <button
              type="button"
              aria-current={isCurrent ? 'true' : undefined}
              disabled={isDisabled || isCurrent}
              onClick={() => onOpen(one.url)}
              className="flex min-h-11 min-w-0 flex-1 basis-72 flex-wrap items-center gap-x-3 gap-y-1 rounded-md px-2.5 py-1.5 text-start text-sm enabled:hover:bg-hover"
            >
              <span className="min-w-40 flex-1">
                <span className="block font-semibold wrap-anywhere">{visibleLine(one.name, 100)}</span>
                <span className="block text-[0.8125rem] text-ink-soft wrap-anywhere">
                  {visibleLine(one.url.replace(/^https:\/\//, '').replace(/\.git$/, ''), 200)}
                </span>
              </span>
              {isCurrent && <Badge tone="accent">Open in this tab</Badge>}
              {words !== null && <Badge tone="caution">{words}</Badge>}
            </button>
            {!isCurrent && (
              <Button
                size="small"
                look="quiet"
                disabled={isDisabled}
                aria-label={`Remove ${visibleLine(one.name, 100)} from this browser…`}
                onClick={() => onRemove(one)}
              >
                Remove…
              </Button>
            )}
          </li>
        );
      })}
    </ul>
  );
}

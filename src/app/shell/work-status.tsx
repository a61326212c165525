import { Spinner, StatusRegion } from '#ui';
import { Check, CloudOff, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useServices } from '../services-context.ts';
import { useStore } from '../use-store.ts';
import { workWords } from './status-words.ts';

/** The status region: how the person's work stands, and whether the git server is in reach. */
export function WorkStatus() {
  const services = useServices();
  const status = useStore(services.status);
  const last = useStore(services.statusLine.last);
  const words = workWords(status, last);
  return (
    <StatusRegion className="flex min-h-5 flex-wrap items-center gap-x-3 gap-y-1 text-[0.8125rem] text-ink-soft">
      {words !== '' && (
        <span className="inline-flex items-center gap-1.5">
          {signs[words] ?? <Spinner />}
          {words}
        </span>
      )}{' '}
      {!status.online && (
        <span className="inline-flex items-center gap-1.5 text-caution">
          <CloudOff aria-hidden="true" className="size-3.5" />
          Offline
        </span>
      )}
    </StatusRegion>
  );
}

const check = <Check aria-hidden="true" className="size-3.5 text-added" />;
const warning = <TriangleAlert aria-hidden="true" className="size-3.5 text-caution" />;

// At rest: it stands there while a person types, and what moves has the page drawn anew all the time.
const pending = <span aria-hidden="true" className="mx-1 inline-block size-1.5 rounded-full bg-ink-faint" />;

const signs: Readonly<Record<string, ReactNode>> = {
  'Saving…': pending,
  'Saved in this browser': check,
  'Kept in this tab only': warning,
  Committed: check,
  Published: check,
  'Sent for review': check,
  Conflict: warning,
  'Not saved': warning,
};

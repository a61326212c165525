import type { LineChange } from '#content';
import { classNames } from '#ui';

const signs = { same: ' ', added: '+', removed: '−' } as const;
const spoken = { same: '', added: 'Added: ', removed: 'Removed: ' } as const;
const washes = { same: '', added: 'bg-added-wash', removed: 'bg-removed-wash' } as const;

/** Lines of code or source with what became of each. */
export function LineChanges({ lines }: { readonly lines: readonly LineChange[] }) {
  return (
    <div className="overflow-x-auto rounded-md border border-rule bg-sunken py-1 font-code text-[0.8125rem] leading-[1.35rem] not-italic">
      {lines.map(({ change, text }, index) => (
        // A line has no identity but its place.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={index} className={classNames('flex px-2', washes[change])}>
          <span aria-hidden="true" className="w-4 shrink-0 font-bold select-none">
            {signs[change]}
          </span>
          {change !== 'same' && <span className="sr-only">{spoken[change]}</span>}
          <span className="min-w-0 flex-1 whitespace-pre-wrap wrap-anywhere">{text}</span>
        </div>
      ))}
    </div>
  );
}

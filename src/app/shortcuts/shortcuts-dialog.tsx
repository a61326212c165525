import { Dialog, shortcutLabel } from '#ui';
import { shortcutGroups } from './shortcuts.ts';

/** Every shortcut, in groups. */
export function ShortcutsDialog({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title="Shortcuts"
      size="large"
    >
      {/* The list is longer than most windows: whoever has no mouse scrolls it with the arrow keys. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section aria-label="All shortcuts" tabIndex={0} className="gap-x-10 rounded-sm sm:columns-2">
        {shortcutGroups.map(({ name, rows }) => (
          <section key={name} className="mb-6 break-inside-avoid">
            <h3 className="pb-1.5 text-sm font-semibold">{name}</h3>
            <dl className="text-[0.8125rem]">
              {rows.map(({ keys, does }) => (
                <div key={does} className="flex items-baseline justify-between gap-4 border-t border-rule py-1.5">
                  <dt className="text-ink-soft first-letter:uppercase">{does}</dt>
                  <dd className="flex shrink-0 flex-wrap justify-end gap-1">
                    {keys.map((each) => (
                      <kbd
                        key={each}
                        className="rounded-sm border border-rule bg-sunken px-1.5 py-0.5 font-ui text-xs whitespace-nowrap text-ink"
                      >
                        {shortcutLabel(each)}
                      </kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </section>
    </Dialog>
  );
}

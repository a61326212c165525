import { visibleLine } from '#base';
import { shortcutLabel } from '#ui';
import { Autocomplete } from '@base-ui/react/autocomplete';
import { Dialog } from '@base-ui/react/dialog';
import { useQuery } from '@tanstack/react-query';
import { FileText, Search } from 'lucide-react';
import { useDeferredValue, useMemo, useRef, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import type { Action } from '../actions/action.ts';
import { postAddress } from '../posts/post-address.ts';
import { postListQuery } from '../posts/queries.ts';
import { useServices } from '../services-context.ts';
import { globalActions } from './global-actions.ts';
import { matchActions } from './match-actions.ts';

/** One row of the palette; `detail` tells it from others of the same label. */
interface Row extends Action {
  readonly detail?: string;
}

/** A type, since Base UI's groups are open to further keys, which no interface fits. */
type RowGroup = { readonly value: string; readonly items: readonly Row[] };

const mostPosts = 12;

/** Type to find a post or an action, Enter to go there or do it. */
export function CommandPalette({ onClose }: { readonly onClose: () => void }) {
  const services = useServices();
  const { workspace, commands } = services;
  const navigate = useNavigate();
  const [isOpen, setOpen] = useState(true);
  const [query, setQuery] = useState('');
  const chosen = useRef<() => void>(undefined);
  const goTo = (address: string): void => void navigate(address);
  const [actions] = useState<readonly Action[]>(() => [...commands.actions, ...globalActions(services, goTo)]);
  const posts = useQuery(postListQuery(workspace)).data?.posts;
  const wanted = useDeferredValue(query);
  const groups = useMemo<readonly RowGroup[]>(() => {
    const isAsking = wanted.trim() !== '';
    const found = posts === undefined || !isAsking ? [] : workspace.searchPosts(posts, wanted).slice(0, mostPosts);
    const rows = found.map(({ path, title, author }): Row => ({
      id: path,
      label: visibleLine(title),
      detail: visibleLine(author, 80),
      Icon: FileText,
      run: () => void navigate(postAddress(path)),
    }));
    const fitting = matchActions(actions, wanted).filter(({ isDisabled }) => isDisabled !== true);
    return [
      { value: 'Posts', items: rows },
      { value: 'Actions', items: isAsking ? fitting.slice(0, 8) : fitting },
    ].filter(({ items }) => items.length > 0);
  }, [actions, navigate, posts, wanted, workspace]);

  const choose = (row: Row): void => {
    chosen.current = row.run;
    setOpen(false);
  };
  return (
    <Dialog.Root
      open={isOpen}
      onOpenChange={(open) => setOpen(open)}
      onOpenChangeComplete={(open) => {
        if (open) return;
        onClose();
        // After the focus is back where it was: the action may take it elsewhere, or open a dialog that gives it back there.
        chosen.current?.();
      }}
    >
      <Dialog.Portal>
        <Dialog.Backdrop className="float-in fixed inset-0 z-40 bg-veil" />
        <Dialog.Popup
          aria-label="Command palette"
          className="float-in fixed inset-x-2 top-[min(12vh,6rem)] z-50 mx-auto flex max-h-[min(32rem,76dvh)] max-w-xl flex-col overflow-hidden rounded-lg border border-rule bg-raised shadow-float outline-none"
        >
          <Autocomplete.Root
            inline
            open
            items={groups}
            filteredItems={groups}
            mode="none"
            autoHighlight="always"
            keepHighlight
            value={query}
            onValueChange={setQuery}
            itemToStringValue={(row: Row) => row.label}
          >
            <div className="flex items-center gap-2.5 border-b border-rule px-4">
              <Search aria-hidden="true" className="size-4 shrink-0 text-ink-faint" />
              <Autocomplete.Input
                aria-label="Find a post or an action"
                placeholder="Find a post or an action"
                autoComplete="off"
                spellCheck={false}
                className="h-12 min-w-0 flex-1 bg-transparent text-[0.9375rem] outline-none placeholder:text-ink-faint focus-visible:outline-none"
              />
            </div>
            <Autocomplete.Empty>
              <p className="px-4 py-6 text-center text-sm text-ink-soft">Nothing is called that.</p>
            </Autocomplete.Empty>
            <Autocomplete.List className="min-h-0 overflow-y-auto overscroll-contain p-1.5 empty:hidden">
              {(group: RowGroup) => (
                <Autocomplete.Group key={group.value} items={group.items}>
                  <Autocomplete.GroupLabel className="px-2.5 pt-2 pb-1 text-xs font-semibold text-ink-faint">
                    {group.value}
                  </Autocomplete.GroupLabel>
                  <Autocomplete.Collection>
                    {(row: Row) => <PaletteRow key={row.id} row={row} onChoose={choose} />}
                  </Autocomplete.Collection>
                </Autocomplete.Group>
              )}
            </Autocomplete.List>
          </Autocomplete.Root>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function PaletteRow({ row, onChoose }: { readonly row: Row; readonly onChoose: (row: Row) => void }) {
  const { label, detail, Icon, keys } = row;
  return (
    <Autocomplete.Item
      value={row}
      onClick={() => onChoose(row)}
      className="flex min-h-9 items-center gap-2.5 rounded-md px-2.5 py-1.5 text-sm outline-none select-none data-highlighted:bg-accent-wash"
    >
      {Icon !== undefined && <Icon aria-hidden="true" className="size-4 shrink-0 text-ink-faint" />}
      <span className="min-w-0 flex-1 truncate">
        {label}
        {detail !== undefined && detail !== '' && <span className="ps-2 text-ink-soft">{detail}</span>}
      </span>
      {keys !== undefined && (
        <span aria-hidden="true" className="text-xs text-ink-soft">
          {shortcutLabel(keys)}
        </span>
      )}
    </Autocomplete.Item>
  );
}

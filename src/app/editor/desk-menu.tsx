import { IconButton, Menu, MenuItem, MenuSeparator, shortcutLabel } from '#ui';
import { Check, Ellipsis } from 'lucide-react';
import { Fragment } from 'react';
import type { DeskAction } from './desk-actions.ts';

const sections = ['view', 'post', 'danger'] as const;

/** The menu "More" of the desk's header. */
export function DeskMenu({ actions }: { readonly actions: readonly DeskAction[] }) {
  const filled = sections
    .map((section) => actions.filter((action) => action.section === section))
    .filter((group) => group.length > 0);
  return (
    <Menu
      align="end"
      trigger={
        <IconButton name="More">
          <Ellipsis aria-hidden="true" />
        </IconButton>
      }
    >
      {filled.map((group, index) => (
        <Fragment key={group[0]?.id}>
          {index > 0 && <MenuSeparator />}
          {group.map(({ id, label, Icon, keys, isChecked, isDanger, isDisabled, run }) => (
            <MenuItem
              key={id}
              onSelect={run}
              danger={isDanger ?? false}
              disabled={isDisabled ?? false}
              {...(Icon === undefined ? {} : { icon: <Icon aria-hidden="true" /> })}
              {...(keys === undefined ? {} : { shortcut: shortcutLabel(keys) })}
            >
              {label}
              {isChecked === true && (
                <>
                  <span className="sr-only"> (on)</span>
                  <Check aria-hidden="true" className="ms-2 inline" />
                </>
              )}
            </MenuItem>
          ))}
        </Fragment>
      ))}
    </Menu>
  );
}

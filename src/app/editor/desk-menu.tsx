import { IconButton, Menu, MenuItem, MenuSeparator } from '#ui';
import { Ellipsis } from 'lucide-react';
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
          {group.map(({ id, label, Icon, keys, isDanger, isDisabled, run }) => (
            <MenuItem
              key={id}
              onSelect={run}
              danger={isDanger ?? false}
              disabled={isDisabled ?? false}
              {...(Icon === undefined ? {} : { icon: <Icon aria-hidden="true" /> })}
              {...(keys === undefined ? {} : { shortcut: keys })}
            >
              {label}
            </MenuItem>
          ))}
        </Fragment>
      ))}
    </Menu>
  );
}

import { Menu, MenuItem, Toolbar, ToolbarButton, ToolbarSeparator } from '#ui';
import type { Editor } from '@tiptap/core';
import { NodeSelection } from '@tiptap/pm/state';
import { useEditorState } from '@tiptap/react';
import { ChevronDown, Pencil, Trash2, TriangleAlert } from 'lucide-react';
import { useCallback } from 'react';
import { removeImage, writeImage } from '../commands/write-image.ts';
import { FloatingBar } from '../floating-bar.tsx';
import type { ImageValue } from '../image-dialog.tsx';
import { pictureAt } from './picture-at.ts';

export interface PictureBarProps {
  readonly editor: Editor;
  /** Opens the image's dialog, at its alternative text where that is what is missing. */
  readonly onEdit: (picture: ImageValue, pos: number, focus?: 'alt') => void;
}

const sizes = [
  ['Small', '240'],
  ['Medium', '480'],
  ['Large', '720'],
] as const;

function sizeName(width: string | undefined): string {
  if (width === undefined) return 'Own size';
  const known = sizes.find(([, pixels]) => pixels === width);
  if (known !== undefined) return known[0];
  return width.endsWith('%') ? width : `${width} px`;
}

/** What can be done to the picture that is selected. */
export function PictureBar({ editor, onEdit }: PictureBarProps) {
  const selected = useEditorState({
    editor,
    selector: ({ editor: { state, isEditable, isInitialized } }) => {
      // Before an editor is set up, what it selects nobody chose.
      if (!isInitialized || !isEditable || !(state.selection instanceof NodeSelection)) return null;
      const picture = pictureAt(state.doc, state.selection.from);
      return picture === undefined ? null : { pos: state.selection.from, picture };
    },
  });
  const pos = selected?.pos;
  const anchor = useCallback(() => {
    const dom = pos === undefined ? null : editor.view.nodeDOM(pos);
    return dom instanceof HTMLElement ? dom.getBoundingClientRect() : undefined;
  }, [editor, pos]);
  if (selected === null) return null;
  const { picture } = selected;
  const resize = (width: string) => writeImage(editor, selected.pos, { ...picture, width });
  return (
    <FloatingBar editor={editor} anchor={anchor} place="inside">
      <Toolbar name="Picture">
        {picture.alt === '' && (
          <ToolbarButton
            name="No alternative text: describe the picture"
            wide
            className="text-caution"
            onClick={() => onEdit(picture, selected.pos, 'alt')}
          >
            <TriangleAlert aria-hidden="true" /> <span className="max-sm:sr-only">No alternative text</span>
          </ToolbarButton>
        )}
        <ToolbarButton name="Edit the picture" shortcut="Enter" onClick={() => onEdit(picture, selected.pos)}>
          <Pencil aria-hidden="true" />
        </ToolbarButton>
        <Menu
          trigger={
            <ToolbarButton name={`Size: ${sizeName(picture.width)}`} wide>
              {sizeName(picture.width)} <ChevronDown aria-hidden="true" />
            </ToolbarButton>
          }
        >
          {sizes.map(([name, pixels]) => (
            <MenuItem key={name} onSelect={() => resize(pixels)}>
              {name} ({pixels} px)
            </MenuItem>
          ))}
          <MenuItem onSelect={() => resize('')}>Own size</MenuItem>
        </Menu>
        <ToolbarSeparator />
        <ToolbarButton name="Remove the picture" onClick={() => removeImage(editor, selected.pos)}>
          <Trash2 aria-hidden="true" />
        </ToolbarButton>
      </Toolbar>
    </FloatingBar>
  );
}

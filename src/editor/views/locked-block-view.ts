import type { NodeViewRenderer } from '@tiptap/core';
import { rewriteSource } from '../blocks/rewrite-source.ts';
import { readPicture } from '../pictures/picture.ts';
import { drawLocked } from './draw-locked.ts';
import { element } from './element.ts';
import { footnoteView } from './footnote-view.ts';
import type { ImageViewParts } from './image-view.ts';

/** Source that is kept as it is: a label, what it stands for or the source as text, and a way to edit it in place. */
export function lockedBlockView({ loadImage, onImage }: ImageViewParts): NodeViewRenderer {
  return (props) => {
    const { node, editor, getPos } = props;
    if (node.attrs['kind'] === 'footnote-definition') return footnoteView(props);
    let current = node;
    let release = (): void => undefined;
    const label = element('span', { class: 'locked-label' });
    const edit = element('button', { type: 'button', class: 'locked-edit' }, 'Edit source');
    const head = element('div', { class: 'locked-head' }, label, edit);
    const body = element('div', { class: 'locked-body' });
    const dom = element('div', { class: 'locked-block', contenteditable: 'false' }, head, body);
    const sourceOf = (): string => String(current.attrs['source']);

    const draw = (): void => {
      release();
      release = () => undefined;
      const kind = String(current.attrs['kind']);
      const drawing = drawLocked({ into: body, kind, source: sourceOf(), loadImage });
      release = drawing.release;
      const { name } = drawing;
      label.textContent = name;
      dom.dataset['kind'] = kind;
      dom.dataset['look'] = drawing.look;
      if (drawing.callout === undefined) delete dom.dataset['callout'];
      else dom.dataset['callout'] = drawing.callout;
      dom.setAttribute('role', 'group');
      dom.setAttribute('aria-label', name);
      dom.classList.toggle('locked-picture', drawing.look === 'picture');
      // What is drawn as something else shows its source here, where it can't be edited too.
      edit.hidden = !editor.isEditable && drawing.look === 'source';
      edit.textContent = editor.isEditable ? 'Edit source' : 'Show source';
      edit.setAttribute('aria-label', `${edit.textContent}: ${name}`);
    };
    const showSource = (): void => {
      release();
      const source = element('pre', { class: 'locked-source', tabindex: '0', 'aria-label': 'Source' }, sourceOf());
      body.replaceChildren(source);
      edit.hidden = true;
      source.focus();
    };
    const startEditing = (): void => {
      dom.classList.remove('locked-picture');
      const area = element('textarea', { class: 'locked-area', 'aria-label': 'Source', spellcheck: 'false' });
      area.value = sourceOf();
      area.rows = Math.min(20, sourceOf().split('\n').length + 1);
      const save = element('button', { type: 'button', class: 'locked-save' }, 'Save');
      const cancel = element('button', { type: 'button', class: 'locked-cancel' }, 'Cancel');
      const finish = (): void => {
        draw();
        edit.focus();
      };
      save.addEventListener('click', () => {
        const pos = getPos();
        const wrote = withLineEnds(area.value, sourceOf());
        const isChanged = pos !== undefined && wrote !== sourceOf();
        finish();
        if (isChanged) editor.view.dispatch(rewriteSource(editor.state, pos, wrote));
        // A block that became text is gone: the text has the focus then.
        if (!dom.isConnected) editor.commands.focus();
      });
      cancel.addEventListener('click', finish);
      area.addEventListener('keydown', (event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        finish();
      });
      body.replaceChildren(area, element('div', { class: 'locked-actions' }, save, cancel));
      area.focus();
      // Where a new block leaves a line open, there one writes.
      const open = area.value.indexOf('\n\n') + 1;
      if (open > 0 && open === area.value.lastIndexOf('\n')) area.setSelectionRange(open, open);
    };
    edit.addEventListener('click', () => (editor.isEditable ? startEditing() : showSource()));
    body.addEventListener('dblclick', () => {
      const [pos, picture] = [getPos(), readPicture(current)];
      if (pos !== undefined && picture !== undefined && editor.isEditable) onImage(picture, pos);
    });
    draw();
    return {
      dom,
      update(next) {
        if (next.type !== current.type || next.attrs['kind'] === 'footnote-definition') return false;
        const isSame = next.attrs['source'] === current.attrs['source'] && next.attrs['kind'] === current.attrs['kind'];
        current = next;
        if (!isSame) draw();
        return true;
      },
      destroy: () => release(),
      selectNode: () => dom.classList.add('is-selected'),
      deselectNode: () => dom.classList.remove('is-selected'),
      stopEvent: (event) =>
        event.target instanceof Node &&
        (head.contains(event.target) || body.querySelector('textarea') !== null) &&
        event.target !== label,
      ignoreMutation: () => true,
    };
  };
}

/** A text area knows line feeds only: what it gives gets the ends that the source had. */
function withLineEnds(text: string, source: string): string {
  const end = /\r\n|\r|\n/.exec(source)?.[0] ?? '\n';
  return end === '\n' ? text : text.replaceAll('\n', end);
}

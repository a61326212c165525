import type { NodeViewRenderer } from '@tiptap/core';
import { lockedLabel } from '#markdown';
import { drawPicture } from './draw-picture.ts';
import { element } from './element.ts';
import { footnoteView } from './footnote-view.ts';
import type { ImageViewParts } from './image-view.ts';

/** HTML that is one picture, and nothing but it. */
const onlyImage =
  /^\s*(?:<(?:p|div|center|figure)\b[^<>]*>\s*)?<img\b([^<>]*)>\s*(?:<\/(?:p|div|center|figure)>\s*)?$/i;

/** Source that is kept as it is: a label, the source as text, and a way to edit it in place. */
export function lockedBlockView({ loadImage }: Pick<ImageViewParts, 'loadImage'>): NodeViewRenderer {
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
      const name = lockedLabel(String(current.attrs['kind']), sourceOf());
      label.textContent = name;
      dom.dataset['kind'] = String(current.attrs['kind']);
      dom.setAttribute('role', 'group');
      dom.setAttribute('aria-label', name);
      edit.hidden = !editor.isEditable;
      edit.setAttribute('aria-label', `Edit source: ${name}`);
      const picture = onlyImage.exec(sourceOf())?.[1];
      const address = picture === undefined ? undefined : attribute(picture, 'src');
      if (picture !== undefined && address !== undefined) {
        release = drawPicture({ into: body, address, alt: attribute(picture, 'alt') ?? '', loadImage });
      } else {
        body.replaceChildren(
          element('pre', { class: 'locked-source', tabindex: '0', 'aria-label': `Source: ${name}` }, sourceOf()),
        );
      }
    };
    const startEditing = (): void => {
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
        if (pos !== undefined && wrote !== sourceOf())
          editor.view.dispatch(editor.state.tr.setNodeAttribute(pos, 'source', wrote));
        finish();
      });
      cancel.addEventListener('click', finish);
      area.addEventListener('keydown', (event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        finish();
      });
      body.replaceChildren(area, element('div', { class: 'locked-actions' }, save, cancel));
      area.focus();
    };
    edit.addEventListener('click', startEditing);
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

/** An attribute's value in the text of a tag. Only for showing: nothing is written from it. */
function attribute(tag: string, name: string): string | undefined {
  const found = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'i').exec(tag);
  return found?.[1] ?? found?.[2] ?? found?.[3];
}

/** A text area knows line feeds only: what it gives gets the ends that the source had. */
function withLineEnds(text: string, source: string): string {
  const end = /\r\n|\r|\n/.exec(source)?.[0] ?? '\n';
  return end === '\n' ? text : text.replaceAll('\n', end);
}

import { imageVerdict } from '#base';
import { DOMSerializer, type Schema } from '@tiptap/pm/model';
import { optionalTextAttribute, textAttribute } from '../attribute.ts';

/** Writes what is copied as HTML, pictures with their addresses. It is made in a document that loads nothing. */
export function clipboardSerializer(schema: Schema): DOMSerializer {
  const nodes = DOMSerializer.nodesFromSchema(schema);
  nodes['image'] = (node) => {
    const src = textAttribute(node, 'src');
    const title = optionalTextAttribute(node, 'title');
    const allowed = imageVerdict(src).kind === 'refused' ? {} : { src };
    return ['img', { ...allowed, alt: textAttribute(node, 'alt'), ...(title === null ? {} : { title }) }];
  };
  return new DOMSerializer(nodes, DOMSerializer.marksFromSchema(schema));
}

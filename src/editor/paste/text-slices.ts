import { parseMarkdown, schema as documentSchema, serializeMarkdown } from '#markdown';
import { Fragment, Slice, type Node, type Schema } from '@tiptap/pm/model';

/** Text of the clipboard as a post can hold it: no Markdown has a NUL (CommonMark, "Insecure characters"). */
export function holdableText(text: string): string {
  return text.replaceAll(/\r\n?/g, '\n').replaceAll('\0', '');
}

/** Text as paragraphs, one for each line that is not empty. */
export function plainSlice(schema: Schema, text: string): Slice {
  const paragraph = schema.nodes['paragraph'];
  if (paragraph === undefined) return Slice.empty;
  const lines = holdableText(text)
    .split(/\n+/)
    .filter((line) => line !== '');
  const blocks = lines.map((line) => paragraph.create(null, schema.text(line)));
  return Slice.maxOpen(Fragment.from(blocks));
}

/** Text that is Markdown as what it says. */
export function markdownSlice(schema: Schema, text: string): Slice {
  const document = schema.nodeFromJSON(parseMarkdown(holdableText(text)).document.toJSON());
  return Slice.maxOpen(document.content);
}

/** What is copied as Markdown; words of one block without formats as they are, and so is code. */
export function sliceText(slice: Slice): string {
  const only = slice.content.childCount === 1 ? slice.content.firstChild : null;
  const isPlain =
    only !== null && only.isTextblock && only.children.every((node) => node.isText && node.marks.length === 0);
  if (isPlain && (slice.openStart > 0 || slice.openEnd > 0)) return only.textContent;
  const document = documentOf(slice);
  const saved = document === undefined ? undefined : serializeMarkdown(parseMarkdown(''), document);
  return saved?.kind === 'saved'
    ? saved.text.replace(/\n$/, '')
    : slice.content.textBetween(0, slice.content.size, '\n\n');
}

/** The content of a slice as a document; undefined where it makes none, as a few cells of a table. */
function documentOf(slice: Slice): Node | undefined {
  const content: Node[] = [];
  for (const child of slice.content.content) {
    try {
      const node = documentSchema.nodeFromJSON(child.toJSON());
      const wrapped = node.type.name === 'listItem' ? documentSchema.nodes.bulletList.create(null, node) : node;
      content.push(wrapped.isInline ? documentSchema.nodes.paragraph.create(null, wrapped) : wrapped);
    } catch (error) {
      if (error instanceof RangeError) return undefined;
      throw error;
    }
  }
  try {
    const document = documentSchema.topNodeType.create(null, content);
    document.check();
    return document;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

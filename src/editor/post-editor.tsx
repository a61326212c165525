import { useEffect, useMemo, useRef, useState } from 'react';
import { Editor } from '@tiptap/core';
import { EditorContent } from '@tiptap/react';
import { AuthorCard } from './author-card.tsx';
import { applyLink, readLinkTarget, removeLink, type LinkTarget } from './commands/edit-link.ts';
import { readDocument, toEditorContent } from './convert-document.ts';
import { ClipboardParser } from './extensions/clipboard-parser.ts';
import { postExtensions } from './extensions/post-extensions.ts';
import { FormatToolbar } from './format-toolbar.tsx';
import { ImageDialog, type ImageValue } from './image-dialog.tsx';
import { LinkDialog } from './link-dialog.tsx';
import { openLinkOnClick } from './open-link.ts';
import type { PostEditorProps } from './post-editor-props.ts';

/** What the open dialog is about. */
type DialogState =
  | { readonly kind: 'link'; readonly target: LinkTarget }
  | { readonly kind: 'image'; readonly pos: number | null; readonly initial: ImageValue | null };

/** Title, author card, toolbar and body of a post. */
export function PostEditor(props: PostEditorProps): React.JSX.Element {
  const { document: initialDocument, editable, fields, loadImage, listImages } = props;
  const [dialog, setDialog] = useState<DialogState | null>(null);
  const toolbar = useRef<HTMLDivElement>(null);
  // The editor lives longer than any one render: it calls whatever the props are now.
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });

  const editor = useMemo(() => {
    const made: Editor = new Editor({
      element: null,
      extensions: postExtensions({
        loadImage,
        onEditImage(pos) {
          const { src, alt, title } = made.state.doc.nodeAt(pos)?.attrs as ImageValue;
          setDialog({ kind: 'image', pos, initial: { src, alt, title } });
        },
        onLink: () => setDialog({ kind: 'link', target: readLinkTarget(made) }),
        onToolbar: () => toolbar.current?.querySelector<HTMLElement>('button[tabindex="0"]')?.focus(),
      }),
      content: toEditorContent(initialDocument),
      editable,
      injectCSS: false,
      enableContentCheck: true,
      editorProps: {
        attributes: {
          class: 'prose post-body',
          role: 'textbox',
          'aria-label': 'Post body',
          'aria-multiline': 'true',
          spellcheck: 'true',
        },
        handleClick: openLinkOnClick,
      },
      onUpdate({ editor: current, transaction }) {
        if (transaction.docChanged) latest.current.onDocumentChange(() => readDocument(current));
      },
    });
    made.setOptions({
      editorProps: { ...made.options.editorProps, clipboardParser: new ClipboardParser(made.schema) },
    });
    return made;
  }, [initialDocument, editable, loadImage]);
  useEffect(() => () => editor.destroy(), [editor]);

  return (
    <article className="flex flex-1 flex-col pt-8">
      <AuthorCard
        fields={fields}
        editable={editable}
        onFieldChange={props.onFieldChange}
        onTitleEnter={() => editor.commands.focus('start')}
        loadImage={loadImage}
        listImages={listImages}
      />
      {editable && (
        <div ref={toolbar} className="contents">
          <FormatToolbar
            editor={editor}
            onLink={() => setDialog({ kind: 'link', target: readLinkTarget(editor) })}
            onImage={() => setDialog({ kind: 'image', pos: null, initial: null })}
          />
        </div>
      )}
      <EditorContent editor={editor} className="flex flex-1 flex-col pt-6" />
      {dialog?.kind === 'link' && (
        <LinkDialog
          initial={{ href: dialog.target.href, text: dialog.target.text }}
          hasText={dialog.target.from < dialog.target.to}
          onSubmit={(link) => {
            setDialog(null);
            applyLink(editor, dialog.target, link);
          }}
          {...(dialog.target.href === ''
            ? {}
            : {
                onRemove: () => {
                  setDialog(null);
                  removeLink(editor, dialog.target);
                },
              })}
          onClose={() => setDialog(null)}
        />
      )}
      {dialog?.kind === 'image' && (
        <ImageDialog
          initial={dialog.initial}
          loadImage={loadImage}
          listImages={listImages}
          onSubmit={(image) => {
            setDialog(null);
            writeImage(editor, dialog.pos, image);
          }}
          onClose={() => setDialog(null)}
        />
      )}
    </article>
  );
}

function writeImage(editor: Editor, pos: number | null, image: ImageValue): void {
  if (pos === null) {
    editor
      .chain()
      .focus()
      .insertContent({ type: 'image', attrs: { ...image } })
      .run();
    return;
  }
  editor
    .chain()
    .focus()
    .command(({ tr }) => {
      for (const [name, value] of Object.entries(image)) tr.setNodeAttribute(pos, name, value);
      return true;
    })
    .run();
}

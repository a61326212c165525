import { EventChannel } from '#base';
import { EditorContent, useEditor, type Editor } from '@tiptap/react';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { AuthorCard } from './author-card.tsx';
import { BlockTools } from './blocks/block-tools.tsx';
import { useCalloutStyle } from './blocks/use-callout-style.ts';
import { applyLink, readLinkTarget, removeLink } from './commands/edit-link.ts';
import { writeImage } from './commands/write-image.ts';
import type { EditorEvent } from './editor-event.ts';
import { editorOptions } from './editor-options.ts';
import { FindInSurface } from './find/find-in-surface.tsx';
import { richFindTarget } from './find/rich-find-target.ts';
import { FormatToolbar } from './format-toolbar.tsx';
import { PasteNotice } from './paste/paste-notice.tsx';
import type { PasteNews } from './paste/paste-news.ts';
import { showDocument } from './show-document.ts';
import { postEditorHandle } from './post-editor-handle.ts';
import { ImageDialog } from './image-dialog.tsx';
import { LinkDialog } from './link-dialog.tsx';
import { useEarlierDocuments } from './use-earlier-documents.ts';
import { usePlace } from './use-place.ts';
import { LinkBar } from './links/link-bar.tsx';
import { PictureBar } from './pictures/picture-bar.tsx';
import type { PostEditorProps } from './post-editor-props.ts';
import './editor.css';

type DialogState = Extract<EditorEvent, { readonly kind: 'link' | 'image' }>;

/** Title, author card, toolbar and body of a post. */
export function PostEditor(props: PostEditorProps): React.JSX.Element {
  const { document, isUndoable = false, editable, fields, loadImage, listImages, onFieldChange } = props;
  const [events] = useState(() => new EventChannel<EditorEvent>());
  const [news] = useState(() => new EventChannel<PasteNews>());
  const { onUpload } = props;
  const [dialog, setDialog] = useState<DialogState | null>(null);
  const toolbar = useRef<HTMLDivElement>(null);
  const calloutStyle = useCalloutStyle(props.readCalloutStyle);
  const surface = useRef<HTMLElement>(null);
  const editor = useEditor(
    {
      ...editorOptions({ document, editable, loadImage, events, calloutStyle, pasting: { upload: onUpload, news } }),
      shouldRerenderOnTransaction: false,
    },
    [editable],
  );
  const shown = useRef(document);
  useEffect(() => {
    if (shown.current === document) return;
    shown.current = document;
    showDocument(editor, document, { undoable: isUndoable });
  }, [editor, document, isUndoable]);
  usePlace(editor, props);
  useEarlierDocuments(editor, props.readEarlier);

  const { onHandle } = props;
  useEffect(() => {
    onHandle?.(postEditorHandle(editor));
    return () => onHandle?.(null);
  }, [editor, onHandle]);

  const handle = useEffectEvent((event: EditorEvent) => {
    switch (event.kind) {
      case 'changed':
        props.onDocumentChange(event.readDocument);
        return;
      case 'link':
      case 'image':
        setDialog(event);
        return;
      case 'toolbar':
        toolbar.current?.querySelector<HTMLElement>('[role=toolbar] button[tabindex="0"]')?.focus();
    }
  });
  useEffect(() => events.subscribe((event) => handle(event)), [events]);

  return (
    <article ref={surface} data-find="" className="relative flex flex-1 flex-col pt-8">
      <FindInSurface
        surface={surface}
        target={() => richFindTarget(editor)}
        editable={editable}
        startWorker={props.startFindWorker}
      />
      <AuthorCard
        fields={fields}
        editable={editable}
        onFieldChange={onFieldChange}
        language={props.language}
        onTitleEnter={() => editor.commands.focus('start')}
        loadImage={loadImage}
        listImages={listImages}
        onUpload={onUpload}
      />
      {editable && (
        <div ref={toolbar} data-toolbar className="contents">
          <FormatToolbar
            editor={editor}
            onLink={() => setDialog({ kind: 'link', target: readLinkTarget(editor) })}
            onImage={() => setDialog({ kind: 'image', pos: null, initial: null })}
            surroundings={() => ({ calloutStyle: calloutStyle() })}
          />
        </div>
      )}
      <div className="relative flex flex-1 flex-col">
        <EditorContent editor={editor} lang={props.language} className="flex flex-1 flex-col pt-6" />
        {editable && <BlockTools editor={editor} events={events} calloutStyle={calloutStyle} />}
      </div>
      <PasteNotice news={news} onClosed={() => editor.commands.focus()} />
      <PictureBar
        editor={editor}
        onEdit={(initial, pos, focus) => setDialog({ kind: 'image', pos, initial, ...(focus && { focus }) })}
      />
      <LinkBar editor={editor} links={props.links} onEdit={(target) => setDialog({ kind: 'link', target })} />
      {dialog !== null && (
        <EditorDialog
          editor={editor}
          dialog={dialog}
          loadImage={loadImage}
          listImages={listImages}
          onUpload={onUpload}
          links={props.links}
          onClose={() => setDialog(null)}
        />
      )}
    </article>
  );
}

interface EditorDialogProps extends Pick<PostEditorProps, 'loadImage' | 'listImages' | 'onUpload' | 'links'> {
  readonly editor: Editor;
  readonly dialog: DialogState;
  readonly onClose: () => void;
}

function EditorDialog(props: EditorDialogProps) {
  const { editor, dialog, loadImage, listImages, onUpload, links, onClose } = props;
  if (dialog.kind === 'image') {
    return (
      <ImageDialog
        initial={dialog.initial}
        {...(dialog.focus === undefined ? {} : { focus: dialog.focus })}
        loadImage={loadImage}
        listImages={listImages}
        onUpload={onUpload}
        onSubmit={(image) => {
          onClose();
          writeImage(editor, dialog.pos, image);
        }}
        onClose={onClose}
      />
    );
  }
  const { target } = dialog;
  const remove = (): void => {
    onClose();
    removeLink(editor, target);
  };
  return (
    <LinkDialog
      initial={{ href: target.href, text: target.text }}
      links={links}
      document={editor.state.doc}
      hasText={target.from < target.to}
      onSubmit={(link) => {
        onClose();
        applyLink(editor, target, link);
      }}
      {...(target.href === '' ? {} : { onRemove: remove })}
      onClose={onClose}
    />
  );
}

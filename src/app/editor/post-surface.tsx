import { PostEditor, SourceEditor } from '#editor';
import type { PostContent } from '#workspace';
import { useCallback } from 'react';
import { useServices } from '../services-context.ts';
import type { Desk } from './desk.ts';
import { usePostLanguage } from './use-post-language.ts';

export interface PostSurfaceProps {
  readonly desk: Desk;
  readonly surface: PostContent;
  readonly isEditable: boolean;
}

/** The rich text or the source, whichever the session shows; edits go straight to the session. */
export function PostSurface({ desk, surface, isEditable }: PostSurfaceProps) {
  const { session } = desk;
  const language = usePostLanguage(desk);
  const { workspace } = useServices();
  const loadImage = useCallback((address: string) => workspace.readImage(address, session.path), [workspace, session]);
  const listImages = useCallback(() => workspace.listMedia(), [workspace]);
  const readCalloutStyle = useCallback(() => workspace.calloutStyle(), [workspace]);
  const upload = useCallback(
    (file: File) => workspace.addImage({ name: file.name, content: file, forPost: session.path }),
    [workspace, session],
  );
  if (surface.kind === 'source') {
    return <SourceEditor text={surface.text} editable={isEditable} onTextChange={(text) => session.setSource(text)} />;
  }
  return (
    <PostEditor
      fields={surface.fields}
      document={surface.document}
      editable={isEditable}
      onFieldChange={(field, value) => session.setField(field, value)}
      onDocumentChange={(readDocument) => session.setDocument(readDocument)}
      loadImage={loadImage}
      listImages={listImages}
      onUpload={upload}
      onHandle={desk.editor.set}
      language={language.inUse}
      readCalloutStyle={readCalloutStyle}
    />
  );
}

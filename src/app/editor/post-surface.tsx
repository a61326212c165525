import { PostEditor, SourceEditor, type EditorPlace } from '#editor';
import { classNames } from '#ui';
import type { PostContent } from '#workspace';
import { useCallback, useMemo } from 'react';
import { useNavigate } from 'react-router-dom';
import { postAddress } from '../posts/post-address.ts';
import { useServices } from '../services-context.ts';
import type { Desk } from './desk.ts';
import { createPostLinks } from './post-links.ts';
import { usePostLanguage } from './use-post-language.ts';
import type { SessionState } from './post-session.ts';

export interface PostSurfaceProps {
  readonly desk: Desk;
  readonly state: SessionState;
}

/**
 * The rich text, the source, or both, as the session shows them; edits go straight to the session. One that is out of
 * sight stays in place, so that its undo history does.
 */
export function PostSurface({ desk, state }: PostSurfaceProps) {
  const { session } = desk;
  const language = usePostLanguage(desk);
  const services = useServices();
  const { workspace, startFindWorker } = services;
  const navigate = useNavigate();
  const links = useMemo(
    () => createPostLinks({ services, path: session.path, openPost: (path) => void navigate(postAddress(path)) }),
    [services, session, navigate],
  );
  const { view, isUndoable, place } = state;
  const loadImage = useCallback((address: string) => workspace.readImage(address, session.path), [workspace, session]);
  const listImages = useCallback(() => workspace.listMedia(), [workspace]);
  const readCalloutStyle = useCallback(() => workspace.calloutStyle(), [workspace]);
  const upload = useCallback(
    (file: File) => workspace.addImage({ name: file.name, content: file, forPost: session.path }),
    [workspace, session],
  );
  const readEarlierDocuments = useCallback((text?: string) => session.readEarlier('rich', text), [session]);
  const readEarlierTexts = useCallback(
    async (text?: string) => (await session.readEarlier('source', text)).map((earlier) => earlier.text),
    [session],
  );
  const followRich = useCallback((read: () => EditorPlace) => session.places.follow('rich', read), [session]);
  const followSource = useCallback((read: () => EditorPlace) => session.places.follow('source', read), [session]);
  const rich = contentOfKind(state, 'rich');
  const source = contentOfKind(state, 'source');
  const isEditable = state.readOnly === null;
  return (
    <div className={classNames('flex flex-1', view === 'both' && 'gap-8')}>
      {rich?.kind === 'rich' && (
        <div className={classNames('min-w-0 flex-1 flex-col', view === 'source' ? 'hidden' : 'flex')}>
          <PostEditor
            fields={rich.fields}
            document={rich.document}
            isUndoable={isUndoable}
            editable={isEditable}
            onFieldChange={(field, value) => session.setField(field, value)}
            onDocumentChange={(readDocument) => session.setDocument(readDocument)}
            loadImage={loadImage}
            listImages={listImages}
            links={links}
            onUpload={upload}
            onHandle={view === 'source' ? noHandle : desk.editor.set}
            language={language.inUse}
            readCalloutStyle={readCalloutStyle}
            readEarlier={readEarlierDocuments}
            place={place?.kind === 'rich' ? place.place : null}
            followPlace={followRich}
            startFindWorker={startFindWorker}
          />
        </div>
      )}
      {source?.kind === 'source' && (
        <div
          className={classNames(
            'min-w-0 flex-1 flex-col',
            view === 'rich' ? 'hidden' : 'flex',
            view === 'both' && 'border-s border-rule ps-8',
          )}
        >
          <SourceEditor
            text={source.text}
            isUndoable={isUndoable}
            editable={isEditable}
            onTextChange={(text) => session.setSource(text)}
            readEarlier={readEarlierTexts}
            place={place?.kind === 'source' ? place.place : null}
            followPlace={followSource}
            onHandle={view === 'rich' ? noHandle : desk.source.set}
            startFindWorker={startFindWorker}
          />
        </div>
      )}
    </div>
  );
}

function contentOfKind({ surface, other }: SessionState, kind: PostContent['kind']): PostContent | undefined {
  return [surface, other].find((content) => content?.kind === kind) ?? undefined;
}

const noHandle = (): void => undefined;

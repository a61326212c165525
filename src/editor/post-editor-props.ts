import type { PostField, PostFields } from '#content';
import type { Node } from 'prosemirror-model';
import type { UploadImage } from './paste/uploads.ts';
import type { FindWorker } from './find/find-places.ts';
import type { EditorPlace } from './editor-place.ts';
import type { PostLinks } from './links/post-links.ts';
import type { PostEditorHandle } from './post-editor-handle.ts';
import type { CalloutStyle } from '#markdown';

/** The editing surface of one post: author card, toolbar and rich text. It keeps its own editor state; the screen owns saving. */
export interface PostEditorProps {
  readonly fields: PostFields;
  /** The document to start from. A new identity starts a new editor; edits do not flow back in. */
  readonly document: Node;
  /** Undo takes back that a new `document` was shown: the person made it elsewhere. */
  readonly isUndoable?: boolean;
  readonly editable: boolean;
  /** The language that the browser checks the spelling in (BCP 47); its own when absent. */
  readonly language?: string | undefined;
  readonly onFieldChange: (field: PostField, value: string) => void;
  /** Called on each change with a way to read the document as it is then: reading costs time in its size, so the screen reads when it saves. */
  readonly onDocumentChange: (readDocument: () => Node) => void;
  /** The picture for an address written in the post, from the repository; undefined when it is not in it (a remote image is never requested). */
  readonly loadImage: (address: string) => Promise<Blob | undefined>;
  /** The repository's images, for the image dialog. */
  readonly listImages: () => Promise<readonly string[]>;
  /** Keeps a picture that was pasted, dropped or chosen. Must be the same function at each draw. */
  readonly onUpload: UploadImage;
  /** The other posts, for the link dialog. Must be the same object at each draw. */
  readonly links: PostLinks;
  /** Given a handle on the text while it is there, and null when it goes. Must be the same function at each draw. */
  readonly onHandle?: (handle: PostEditorHandle | null) => void;
  /** How most posts of the repository write callouts; new ones are written so. Alerts of GitHub when it is left out. */
  readonly readCalloutStyle?: () => Promise<CalloutStyle>;
  /** What the post was before it was `text`, or before what it is now, the nearest first: undo goes on through that. */
  readonly readEarlier?: (text?: string) => Promise<readonly EarlierDocument[]>;
  /** Where to put the cursor; a new object asks for it anew. */
  readonly place?: EditorPlace | null;
  /** Given a way to learn where the person is; the returned function is called when the text goes. */
  readonly followPlace?: (read: () => EditorPlace) => () => void;
  /** Starts the worker in which regular expressions are looked for. */
  readonly startFindWorker?: (() => FindWorker) | undefined;
}

/** What a post was once. */
export interface EarlierDocument {
  readonly text: string;
  readonly document: Node;
}

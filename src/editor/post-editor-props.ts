import type { PostField, PostFields } from '#content';
import type { Node } from 'prosemirror-model';
import type { UploadImage } from './paste/uploads.ts';
import type { PostEditorHandle } from './post-editor-handle.ts';
import type { CalloutStyle } from './blocks/callout.ts';

/** The editing surface of one post: author card, toolbar and rich text. It keeps its own editor state; the screen owns saving. */
export interface PostEditorProps {
  readonly fields: PostFields;
  /** The document to start from. A new identity starts a new editor; edits do not flow back in. */
  readonly document: Node;
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
  /** Given a handle on the text while it is there, and null when it goes. Must be the same function at each draw. */
  readonly onHandle?: (handle: PostEditorHandle | null) => void;
  /** How most posts of the repository write callouts; new ones are written so. Alerts of GitHub when it is left out. */
  readonly readCalloutStyle?: () => Promise<CalloutStyle>;
}

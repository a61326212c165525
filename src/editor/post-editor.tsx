import type { PostEditorProps } from './post-editor-props.ts';

/** Title, author card, toolbar and body of a post. */
export function PostEditor(_props: PostEditorProps): React.JSX.Element {
  return <div />;
}

export interface SourceEditorProps {
  readonly text: string;
  readonly editable: boolean;
  readonly onTextChange: (text: string) => void;
}

/** The whole file as Markdown source, in a textbox named "Markdown source". */
export function SourceEditor(_props: SourceEditorProps): React.JSX.Element {
  return <div />;
}

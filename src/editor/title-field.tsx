import { useFieldDraft } from './field-draft.ts';

export interface TitleFieldProps {
  readonly value: string;
  readonly editable: boolean;
  /** Gets one line: a pasted line break has become a space. */
  readonly onValueChange: (value: string) => void;
  readonly onEnter: () => void;
  /** The language that the browser checks the spelling in; its own when absent. */
  readonly language?: string | undefined;
}

/** The title as large as readers will see it; it wraps and grows, yet holds one line of text. */
export function TitleField({ value, editable, onValueChange, onEnter, language }: TitleFieldProps) {
  const [draft, setDraft] = useFieldDraft(value, onValueChange);
  return (
    <textarea
      aria-label="Title"
      lang={language}
      spellCheck
      placeholder="Title"
      rows={1}
      value={draft}
      readOnly={!editable}
      onChange={(event) => setDraft(event.target.value.replace(/[ ]*[\r\n]+[ ]*/g, ' '))}
      onKeyDown={(event) => {
        // Enter that ends the composition of a character is not a wish to leave.
        if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
        event.preventDefault();
        onEnter();
      }}
      className="field-sizing-content w-full resize-none rounded-sm bg-transparent font-page text-[clamp(1.875rem,1.4rem+2vw,2.75rem)] leading-[1.15] font-bold tracking-[-0.015em] text-balance text-ink outline-none placeholder:text-ink-faint focus-visible:outline-none"
    />
  );
}

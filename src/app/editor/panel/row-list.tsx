import { visibleLine } from '#base';
import { TextField } from '#ui';
import { X } from 'lucide-react';
import { useRef, useState } from 'react';

export interface RowListProps {
  /** The key in the front matter. */
  readonly name: string;
  readonly items: readonly string[];
  readonly onChange: (items: readonly string[]) => void;
}

/** A list of words, such as tags: each with a button that takes it out, and a field that adds one with Enter. */
export function RowList({ name, items, onChange }: RowListProps) {
  const [draft, setDraft] = useState('');
  const frame = useRef<HTMLDivElement>(null);
  const add = (): void => {
    const added = draft.trim();
    setDraft('');
    if (added !== '') onChange([...items, added]);
  };
  const remove = (index: number): void => {
    onChange(items.filter((_, at) => at !== index));
    // The button that had the focus goes.
    frame.current?.querySelector('input')?.focus();
  };
  return (
    <div ref={frame} className="flex flex-col gap-1.5">
      <p aria-hidden="true" className="font-medium text-ink-soft">
        {visibleLine(name, 80)}
      </p>
      {items.length > 0 && (
        <ul aria-label={visibleLine(name, 80)} className="flex flex-wrap gap-1.5">
          {items.map((item, index) => (
            // The same word may be there twice.
            // oxlint-disable-next-line react/no-array-index-key
            <li key={`${index} ${item}`} className="flex min-w-0 items-center rounded-full bg-sunken ps-2.5 text-ink">
              <span className="min-w-0 py-0.5 wrap-anywhere">{visibleLine(item)}</span>
              <button
                type="button"
                aria-label={`Take out ${visibleLine(item)}`}
                title={`Take out ${visibleLine(item)}`}
                onClick={() => remove(index)}
                className="inline-flex size-6 shrink-0 items-center justify-center rounded-full text-ink-soft hover:bg-hover hover:text-ink [&_svg]:size-3.5"
              >
                <X aria-hidden="true" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <TextField
        label={`Add to ${visibleLine(name, 80)}`}
        labelHidden
        placeholder="Add, with Enter"
        value={draft}
        onValueChange={setDraft}
        autoComplete="off"
        onBlur={add}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
          event.preventDefault();
          add();
        }}
      />
    </div>
  );
}

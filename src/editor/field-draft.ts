import { useState } from 'react';

/**
 * The text of a field while it is typed into, so that typing never waits for what is made of it. A value that changes from
 * outside takes over; one that only repeats what was typed does not, not even when it comes late or without its outer spaces.
 */
export function useFieldDraft(
  value: string,
  onValueChange: (value: string) => void,
): readonly [string, (text: string) => void] {
  const [draft, setDraft] = useState(value);
  const [seen, setSeen] = useState(value);
  const [sent, setSent] = useState<ReadonlySet<string>>(new Set());
  if (value !== seen) {
    setSeen(value);
    if (!sent.has(value)) setDraft(value);
    if (value === draft || value === draft.trim()) setSent(new Set());
  }
  return [
    draft,
    (text) => {
      setDraft(text);
      setSent((earlier) => new Set([...earlier, text, text.trim()]));
      onValueChange(text);
    },
  ];
}

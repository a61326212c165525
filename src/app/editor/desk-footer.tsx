import { useStore } from '../use-store.ts';
import type { Desk } from './desk.ts';

const number = new Intl.NumberFormat('en');

/** The slim line under the page: how much text there is. */
export function DeskFooter({ desk }: { readonly desk: Desk }) {
  const ofDocument = useStore(desk.words.counts);
  const inspection = useStore(desk.inspector.state);
  const counts = ofDocument ?? inspection?.counts ?? null;
  if (counts === null) return null;
  const { words, characters, minutes } = counts;
  return (
    <p className="flex flex-wrap gap-x-4 border-t border-rule py-3 text-[0.8125rem] text-ink-faint tabular-nums">
      <span>{plural(words, 'word')}</span>
      <span>{plural(characters, 'character')}</span>
      {minutes > 0 && <span>{plural(minutes, 'minute')} to read</span>}
    </p>
  );
}

function plural(count: number, word: string): string {
  return `${number.format(count)} ${word}${count === 1 ? '' : 's'}`;
}

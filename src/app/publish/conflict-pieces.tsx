import type { MergePiece } from '#workspace';
import { useId } from 'react';
import type { Choice } from './join-pieces.ts';

export interface ConflictPiecesProps {
  readonly pieces: readonly MergePiece[];
  readonly choices: ReadonlyMap<number, Choice>;
  readonly onChoose: (index: number, choice: Choice) => void;
}

/** One choice for each place that both sides changed. */
export function ConflictPieces({ pieces, choices, onChoose }: ConflictPiecesProps) {
  const conflicts = pieces.flatMap((piece, index) => (piece.kind === 'conflict' ? [{ piece, index }] : []));
  if (conflicts.length === 0) return null;
  return (
    <div className="mb-6 grid gap-4">
      {conflicts.map(({ piece, index }, place) => (
        <ConflictPiece
          key={index}
          legend={conflicts.length === 1 ? 'Both changed this place' : `Place ${place + 1} of ${conflicts.length}`}
          piece={piece}
          choice={choices.get(index) ?? 'mine'}
          onChoose={(choice) => onChoose(index, choice)}
        />
      ))}
    </div>
  );
}

interface ConflictPieceProps {
  readonly legend: string;
  readonly piece: Extract<MergePiece, { readonly kind: 'conflict' }>;
  readonly choice: Choice;
  readonly onChoose: (choice: Choice) => void;
}

function ConflictPiece({ legend, piece, choice, onChoose }: ConflictPieceProps) {
  const name = useId();
  const options: readonly { readonly value: Choice; readonly label: string; readonly text: string }[] = [
    { value: 'theirs', label: 'Take theirs', text: piece.theirs },
    { value: 'mine', label: 'Take yours', text: piece.mine },
  ];
  return (
    <fieldset className="rounded-lg border border-rule p-4">
      <legend className="px-1 text-sm font-semibold">{legend}</legend>
      <p className="text-sm text-ink-faint">
        It was: <span className="whitespace-pre-wrap text-ink-soft">{shown(piece.base)}</span>
      </p>
      <div className="mt-3 grid grid-cols-1 gap-3 sm:grid-cols-2">
        {options.map(({ value, label, text }) => (
          <label
            key={value}
            className="flex cursor-pointer gap-3 rounded-md border border-rule p-3 has-checked:border-accent has-checked:bg-hover has-focus-visible:outline-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name={name}
              className="mt-1 accent-accent"
              checked={choice === value}
              onChange={() => onChoose(value)}
              aria-label={label}
            />
            <span className="min-w-0">
              <span className="text-sm font-medium">{label}</span>
              <span className="mt-1 block text-sm break-words whitespace-pre-wrap">{shown(text)}</span>
            </span>
          </label>
        ))}
      </div>
      <label className="mt-3 flex items-center gap-3 text-sm">
        <input
          type="radio"
          name={name}
          className="accent-accent"
          checked={choice === 'both'}
          onChange={() => onChoose('both')}
        />
        Keep both, theirs first
      </label>
    </fieldset>
  );
}

/** A text as it stands in the piece; in words where there is none. */
function shown(text: string): string {
  return text.trim() === '' ? '(nothing)' : text.trimEnd();
}

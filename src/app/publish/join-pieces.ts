import type { MergePiece } from '#workspace';

/** What a person wants of one piece: one of the versions, or both, theirs first. */
export type Choice = 'mine' | 'theirs' | 'both';

/** The pieces as one text, with mine where nothing was chosen; `whole` where there are no pieces. */
export function joinPieces(pieces: readonly MergePiece[], choices: ReadonlyMap<number, Choice>, whole: string): string {
  if (pieces.length === 0) return whole;
  return pieces.map((piece, index) => textOf(piece, choices.get(index) ?? 'mine')).join('');
}

function textOf(piece: MergePiece, choice: Choice): string {
  if (piece.kind === 'settled') return piece.text;
  if (choice !== 'both') return piece[choice];
  const end = /[\r\n]$/.test(piece.theirs) || piece.theirs === '' ? '' : '\n';
  return `${piece.theirs}${end}${piece.mine}`;
}

/** E-mail addresses as typed into one line, with commas, semicolons or blanks between; each once. */
export function parseReviewers(
  typed: string,
):
  | { readonly kind: 'reviewers'; readonly reviewers: readonly string[] }
  | { readonly kind: 'fault'; readonly reason: string } {
  const reviewers = [...new Set(typed.split(/[\s,;]+/).filter((address) => address !== ''))];
  const odd = reviewers.find((address) => !/^[^\s@<>]+@[^\s@<>]+$/u.test(address));
  if (odd !== undefined) return { kind: 'fault', reason: `“${odd}” is not an e-mail address.` };
  return { kind: 'reviewers', reviewers };
}

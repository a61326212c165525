/** A small turning ring beside words that say what is being waited for; it has no name of its own. */
export function Spinner() {
  return (
    <span
      aria-hidden="true"
      className="turn inline-block size-4 shrink-0 rounded-full border-2 border-rule-strong border-t-transparent"
    />
  );
}

/** A number behind the label of a tab; nothing for 0. */
export function CountBadge({ count }: { readonly count: number }) {
  if (count === 0) return null;
  return (
    <>
      {' '}
      <span className="min-w-5 rounded-full bg-pressed px-1.5 text-center text-[0.6875rem] leading-5 font-semibold text-ink tabular-nums">
        {count > 99 ? '99+' : count}
      </span>
    </>
  );
}

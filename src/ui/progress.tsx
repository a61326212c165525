export interface ProgressProps {
  readonly name: string;
  /** From 0 to 1; undefined while it is not known how far things are. */
  readonly value: number | undefined;
  /** The same in words, for screen readers: "1,200 of 5,000 objects". */
  readonly text?: string;
}

/** A progress bar. */
export function Progress({ name, value, text }: ProgressProps) {
  const percent = value === undefined ? undefined : Math.round(Math.min(1, Math.max(0, value)) * 100);
  return (
    <div
      // Not `progress`: its bar can't be drawn alike in every browser without vendor selectors.
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="progressbar"
      aria-label={name}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      aria-valuetext={text}
      className="h-1.5 overflow-hidden rounded-full border border-transparent bg-pressed forced-colors:border-current"
    >
      {percent === undefined ? (
        <div className="sweep forced-color-adjust-none h-full w-1/3 rounded-full bg-accent" />
      ) : (
        <div
          className="h-full forced-color-adjust-none rounded-full bg-accent transition-[width] duration-(--motion)"
          style={{ width: `${percent}%` }}
        />
      )}
    </div>
  );
}

import { visibleLine, visibleText } from '#base';
import type { HostRequest } from '#workspace';
import { formatMoment } from '../format-day.ts';

export type Remark = NonNullable<HostRequest['request']>['comments'][number];

export interface HostRemarkProps {
  readonly remark: Remark;
  readonly host: string;
  /** Stands below its line, whose file need not be named. */
  readonly isInPlace: boolean;
}

/** Something that was said at the host: by an account there, which nobody here vouches for. It is answered there. */
export function HostRemark({ remark: { author, text, time, address, place }, host, isInPlace }: HostRemarkProps) {
  const who = author === '' ? 'Someone' : visibleLine(author, 80);
  return (
    <article
      className="my-3 rounded-md border border-dashed border-rule-strong px-3.5 py-3"
      aria-label={`Comment by ${who} at ${host}`}
    >
      {place !== null && !isInPlace && (
        <p className="mb-1 truncate font-code text-xs text-ink-faint">
          {visibleLine(place.path, 200)}
          {place.line !== null && `, line ${place.line}`}
        </p>
      )}
      <p className="flex flex-wrap items-center gap-x-2 text-[0.8125rem] text-ink-faint">
        <span className="font-medium text-ink">{who}</span>
        {address === null ? (
          <span>at {host}</span>
        ) : (
          <a href={address} target="_blank" rel="noopener noreferrer" className="text-accent underline">
            at {host}
          </a>
        )}
        <span>{formatMoment(time)}</span>
      </p>
      <p className="mt-1 max-w-2xl text-sm whitespace-pre-wrap wrap-anywhere">{visibleText(text, 20_000)}</p>
    </article>
  );
}

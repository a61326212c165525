import { CircleAlert, CircleCheck, Info } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

export interface NoticeProps {
  readonly tone: 'info' | 'good' | 'caution' | 'danger';
  readonly title?: string;
  readonly children?: ReactNode;
  /** Buttons that help, after the words. */
  readonly actions?: ReactNode;
  /** Reads the notice out at once (`role=alert`): for failures that answer the person's own act. */
  readonly urgent?: boolean;
  readonly className?: string;
}

const tones = {
  info: { box: 'border-rule bg-sunken', icon: 'text-ink-soft', Icon: Info },
  good: { box: 'border-added/40 bg-added-wash', icon: 'text-added', Icon: CircleCheck },
  caution: { box: 'border-caution/40 bg-caution-wash', icon: 'text-caution', Icon: CircleAlert },
  danger: { box: 'border-removed/40 bg-removed-wash', icon: 'text-removed', Icon: CircleAlert },
} as const;

/** A few words in the flow of a screen about how things stand, with what can be done. */
export function Notice({ tone, title, children, actions, urgent = false, className }: NoticeProps) {
  const { box, icon, Icon } = tones[tone];
  return (
    <div
      role={urgent ? 'alert' : undefined}
      className={classNames('flex gap-3 rounded-md border px-3.5 py-3 text-sm', box, className)}
    >
      <Icon aria-hidden="true" className={classNames('mt-0.5 size-4 shrink-0', icon)} />
      <div className="min-w-0 flex-1">
        {title !== undefined && <p className="font-semibold text-ink">{title}</p>}
        {children !== undefined && <div className="text-ink-soft wrap-anywhere">{children}</div>}
        {actions !== undefined && <div className="mt-2.5 flex flex-wrap gap-2">{actions}</div>}
      </div>
    </div>
  );
}

import { classNames } from './class-names.ts';

/** `primary` is the one thing to do on a screen, `plain` all others, `quiet` has no box until hovered, `danger` loses work. */
export type ButtonLook = 'primary' | 'plain' | 'quiet' | 'danger';

const looks: Readonly<Record<ButtonLook, string>> = {
  primary:
    'forced-color-adjust-none border-accent bg-accent text-accent-ink hover:border-accent-hover hover:bg-accent-hover',
  plain: 'border-rule bg-raised text-ink shadow-near hover:bg-hover active:bg-pressed',
  quiet: 'border-transparent bg-transparent text-ink-soft hover:bg-hover hover:text-ink active:bg-pressed',
  danger: 'forced-color-adjust-none border-danger-fill bg-danger-fill text-danger-ink hover:brightness-95',
};

const sizes = { medium: 'h-9 px-3.5 text-sm', small: 'h-7 px-2.5 text-[0.8125rem]' } as const;

/** The class names of a button, also for links and Base UI triggers that should look like one. */
export function buttonClass(options: {
  readonly look?: ButtonLook;
  readonly size?: 'medium' | 'small';
  readonly extra?: string | undefined;
}): string {
  return classNames(
    'inline-flex shrink-0 items-center justify-center gap-2 rounded-md border font-medium whitespace-nowrap select-none',
    'transition-colors duration-(--motion) aria-disabled:opacity-55 disabled:opacity-55 [&_svg]:size-4 [&_svg]:shrink-0',
    looks[options.look ?? 'plain'],
    sizes[options.size ?? 'medium'],
    options.extra,
  );
}

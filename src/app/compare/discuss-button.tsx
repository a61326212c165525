import { classNames } from '#ui';
import { MessageSquarePlus } from 'lucide-react';

export interface DiscussButtonProps {
  /** What is discussed: "paragraph". */
  readonly what: string;
  readonly onClick: () => void;
  readonly className?: string;
}

/** Begins a note on the thing that it stands at. Faint until the pointer or the focus comes near. */
export function DiscussButton({ what, onClick, className }: DiscussButtonProps) {
  return (
    <button
      type="button"
      onClick={onClick}
      title={`Discuss this ${what}`}
      className={classNames(
        'grid size-6 shrink-0 place-items-center rounded-md text-ink-faint select-none hover:bg-hover hover:text-accent',
        'focus-visible:opacity-100 group-hover/note:opacity-100 pointer-fine:opacity-0',
        className,
      )}
    >
      <MessageSquarePlus aria-hidden="true" className="size-4" />
      <span className="sr-only">Discuss this {what}</span>
    </button>
  );
}

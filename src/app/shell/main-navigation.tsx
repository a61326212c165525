import { classNames } from '#ui';
import { FileText, GitPullRequestArrow, Image, MessagesSquare, Settings } from 'lucide-react';
import { NavLink } from 'react-router-dom';
import { useServices } from '../services-context.ts';
import { useStore } from '../use-store.ts';

const places = [
  { to: '/posts', label: 'Posts', Icon: FileText },
  { to: '/changes', label: 'Changes', Icon: GitPullRequestArrow },
  { to: '/review', label: 'Review', Icon: MessagesSquare },
  { to: '/media', label: 'Media', Icon: Image },
  { to: '/settings', label: 'Settings', Icon: Settings },
] as const;

/** The links to the five screens; "Changes" and "Review" show how many wait. */
export function MainNavigation() {
  const { draftCount, outboxLength, reviewsWaiting } = useStore(useServices().status);
  const waitingAt = (label: string): number =>
    label === 'Changes' ? draftCount + outboxLength : label === 'Review' ? reviewsWaiting : 0;
  const links = places.map(({ to, label, Icon }) => ({ to, label, Icon, waiting: waitingAt(label) }));
  return (
    <nav aria-label="Main" className="max-md:border-t max-md:border-rule max-md:bg-canvas">
      <ul className="flex gap-0.5 max-md:justify-around md:flex-col md:px-2">
        {links.map(({ to, label, Icon, waiting }) => (
          <li key={to} className="max-md:flex-1">
            <NavLink
              to={to}
              aria-description={waiting > 0 ? `${waiting} waiting` : undefined}
              className={({ isActive }) =>
                classNames(
                  'flex items-center gap-2.5 rounded-md px-2.5 text-sm transition-colors duration-(--motion) md:h-9',
                  'max-md:relative max-md:flex-col max-md:gap-0.5 max-md:px-1 max-md:py-1.5 max-md:text-[0.6875rem] low:max-md:flex-row low:max-md:justify-center',
                  isActive
                    ? 'font-semibold text-ink md:bg-pressed max-md:text-accent'
                    : 'text-ink-soft hover:bg-hover hover:text-ink',
                )
              }
            >
              <Icon aria-hidden="true" className="size-[1.125rem] shrink-0 stroke-[1.75] low:max-md:hidden" />
              <span className="md:flex-1">{label}</span>
              {waiting > 0 && (
                <span
                  aria-hidden="true"
                  className="min-w-5 forced-color-adjust-none rounded-full bg-accent px-1.5 text-center text-[0.6875rem] leading-5 font-semibold text-accent-ink tabular-nums max-md:absolute max-md:start-1/2 max-md:top-0.5 max-md:ms-1.5 max-md:min-w-4 max-md:px-1 max-md:leading-4 low:max-md:static low:max-md:ms-0"
                >
                  {waiting}
                </span>
              )}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}

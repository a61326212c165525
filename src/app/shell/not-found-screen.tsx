import { EmptyState } from '#ui';
import { Compass } from 'lucide-react';
import { Link } from 'react-router-dom';
import { Screen } from './screen.tsx';
import { ScreenHeading } from './screen-heading.tsx';

/** What is shown at an address that leads nowhere. */
export function NotFoundScreen() {
  return (
    <Screen>
      <ScreenHeading>Not found</ScreenHeading>
      <EmptyState
        icon={<Compass />}
        title="There is nothing at this address"
        action={
          <Link to="/posts" className="text-accent underline">
            Go to the list
          </Link>
        }
      />
    </Screen>
  );
}

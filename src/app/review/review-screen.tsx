import { EmptyState } from '#ui';
import { MessagesSquare } from 'lucide-react';
import { Screen } from '../shell/screen.tsx';
import { ScreenHeading } from '../shell/screen-heading.tsx';

/** The reviews that wait; there are none while changes are published directly. */
export function ReviewScreen() {
  return (
    <Screen>
      <ScreenHeading>Review</ScreenHeading>
      <EmptyState icon={<MessagesSquare />} title="No reviews">
        Nothing waits for approval in this repository. Changes are published directly from the editor or from Changes.
      </EmptyState>
    </Screen>
  );
}

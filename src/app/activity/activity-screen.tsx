import { Tabs } from '#ui';
import { useSearchParams } from 'react-router-dom';
import { Screen } from '../shell/screen.tsx';
import { ScreenHeading } from '../shell/screen-heading.tsx';
import { CommitList } from './commit-list.tsx';
import { DeletedPostList } from './deleted-post-list.tsx';

/** What happened in the repository: its commits, and the posts that were deleted. */
export function ActivityScreen() {
  const [parameters, setParameters] = useSearchParams();
  return (
    <Screen>
      <ScreenHeading className="mb-5">Activity</ScreenHeading>
      <Tabs
        name="Activity"
        value={parameters.get('show') === 'deleted' ? 'deleted' : 'commits'}
        onValueChange={(id) => setParameters(id === 'deleted' ? { show: 'deleted' } : {}, { replace: true })}
        tabs={[
          { id: 'commits', label: 'Changes', content: <CommitList /> },
          { id: 'deleted', label: 'Deleted posts', content: <DeletedPostList /> },
        ]}
      />
    </Screen>
  );
}

import { GalleyError, visibleLine } from '#base';
import { Button, Skeleton } from '#ui';
import { useQuery } from '@tanstack/react-query';
import { Link, useLocation } from 'react-router-dom';
import { ErrorNotice } from '../errors/error-notice.tsx';
import { NotFoundScreen } from '../shell/not-found-screen.tsx';
import { postAddress, postPathOf } from '../posts/post-address.ts';
import { useServices } from '../services-context.ts';
import { useStore } from '../use-store.ts';
import { PostDesk } from './post-desk.tsx';
import { sessionQuery } from './queries.ts';

/** Opens the post of the address and puts it on the desk. */
export function EditorScreen() {
  const path = postPathOf(useLocation().pathname);
  return path === undefined ? <NotFoundScreen /> : <OpenPost key={path} path={path} />;
}

function OpenPost({ path }: { readonly path: string }) {
  const services = useServices();
  const { branch } = useStore(services.status);
  const session = useQuery(sessionQuery(services, path));
  if (session.isPending) {
    return (
      <div className="mx-auto max-w-(--page-width) px-6 pt-24" aria-busy="true">
        <p className="sr-only">Opening the post…</p>
        <Skeleton className="h-10 w-4/5" />
        <Skeleton className="mt-8 h-4 w-full" />
        <Skeleton className="mt-3 h-4 w-full" />
        <Skeleton className="mt-3 h-4 w-3/5" />
      </div>
    );
  }
  if (session.isError) {
    const error = GalleyError.from(session.error);
    const renamedTo = error.data['renamedTo'];
    return (
      <div className="mx-auto max-w-lg px-6 py-16">
        <h1 className="mb-4 font-page text-2xl font-semibold wrap-anywhere">{visibleLine(path)}</h1>
        <ErrorNotice
          error={error}
          onRetry={() => void session.refetch()}
          {...(error.code === 'not-found' && {
            after: `This tab is on the branch “${visibleLine(branch)}”; the post may be on another one.`,
            extraActions: (
              <Button size="small" onClick={() => services.commands.dialog.set('branches')}>
                Switch branch…
              </Button>
            ),
          })}
        />
        {typeof renamedTo === 'string' && (
          <p className="mt-4 text-sm">
            It is called{' '}
            <Link to={postAddress(renamedTo)} className="text-accent underline">
              {renamedTo}
            </Link>{' '}
            now, and your changes went with it.
          </p>
        )}
        <p className="mt-4 text-sm">
          <Link to="/posts" className="text-accent underline">
            Back to the list
          </Link>
        </p>
      </div>
    );
  }
  return <PostDesk session={session.data} />;
}

import { GalleyError } from '#base';
import { Button, EmptyState, TextField } from '#ui';
import { useQuery } from '@tanstack/react-query';
import { FileText, Plus, SearchX } from 'lucide-react';
import { Suspense, useDeferredValue, useMemo, useState } from 'react';
import { ErrorNotice } from '../errors/error-notice.tsx';
import { useServices } from '../services-context.ts';
import { ScreenHeading } from '../shell/screen-heading.tsx';
import { PostCount } from './post-count.tsx';
import { PostList } from './post-list.tsx';
import { PostListSkeleton } from './post-list-skeleton.tsx';
import { postListQuery } from './queries.ts';
import { useSlashKey } from './use-slash-key.ts';
import { laterPart, optionalPart } from '../later-parts.ts';

const RefusedFiles = laterPart(() => import('./refused-files.tsx').then((module) => module.RefusedFiles));
const BranchNotice = optionalPart(() => import('../publish/branch-notice.tsx').then((module) => module.BranchNotice));
const NewPostDialog = laterPart(() => import('./new-post-dialog.tsx').then((module) => module.NewPostDialog));

/** All posts, with a search by title and author. */
export function PostsScreen() {
  const { workspace, postsPlace } = useServices();
  const [search, setSearch] = useState(postsPlace.search);
  const [isNaming, setNaming] = useState(false);
  const searchbox = useSlashKey();
  const list = useQuery(postListQuery(workspace));
  const posts = list.data?.posts;
  const deferredSearch = useDeferredValue(search);
  const isSearching = deferredSearch.trim() !== '';
  const found = useMemo(
    () => (isSearching ? workspace.searchPosts(posts ?? [], deferredSearch) : (posts ?? [])),
    [workspace, posts, isSearching, deferredSearch],
  );
  const changeSearch = (value: string): void => {
    setSearch(value);
    postsPlace.rememberSearch(value);
  };

  return (
    <div className="flex h-full flex-col">
      <div className="border-b border-rule px-4 pt-6 pb-4 md:px-8 md:pt-9">
        <div className="flex flex-wrap items-end gap-x-4 gap-y-3">
          <div className="me-auto">
            <ScreenHeading>Posts</ScreenHeading>
            <PostCount
              total={posts?.length}
              titled={list.data?.titled ?? 0}
              found={isSearching ? found.length : undefined}
            />
          </div>
          <div className="w-full max-sm:order-last sm:w-64" ref={searchbox}>
            <TextField
              label="Search posts"
              labelHidden
              type="search"
              placeholder="Search title and author"
              aria-keyshortcuts="/"
              value={search}
              onValueChange={changeSearch}
            />
          </div>
          <Button look="primary" onClick={() => setNaming(true)}>
            <Plus aria-hidden="true" /> New post
          </Button>
        </div>
        <Suspense>
          <BranchNotice workspace={workspace} className="mt-3" />
        </Suspense>
      </div>
      {list.isPending && <PostListSkeleton />}
      {list.isError && (
        <div className="mx-auto w-full max-w-lg px-6 py-10">
          <ErrorNotice error={GalleyError.from(list.error)} onRetry={() => void list.refetch()} />
        </div>
      )}
      {list.isSuccess && list.data.posts.length === 0 && (
        <EmptyState
          icon={<FileText />}
          title="No posts yet"
          action={<Button onClick={() => setNaming(true)}>Write the first one</Button>}
        >
          This repository has no Markdown files that a site would publish.
        </EmptyState>
      )}
      {list.isSuccess && list.data.posts.length > 0 && found.length === 0 && (
        <EmptyState
          icon={<SearchX />}
          title="Nothing found"
          action={<Button onClick={() => changeSearch('')}>Clear the search</Button>}
        >
          No title or author contains “<bdi>{deferredSearch.trim()}</bdi>”.
        </EmptyState>
      )}
      {found.length > 0 && <PostList posts={found} search={deferredSearch} />}
      {list.isSuccess && list.data.refused.length > 0 && (
        <Suspense>
          <RefusedFiles refused={list.data.refused} />
        </Suspense>
      )}
      {isNaming && (
        <Suspense>
          <NewPostDialog onClose={() => setNaming(false)} />
        </Suspense>
      )}
    </div>
  );
}

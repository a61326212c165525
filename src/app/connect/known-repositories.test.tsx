import { QueryClient } from '@tanstack/react-query';
import { LeftSessions } from '../editor/left-sessions.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  chooseRepository,
  chosenRepository,
  knownRepositories,
  noteUnfinished,
  rememberRepository,
  unfinishedOf,
} from './known-repositories.ts';
import { switchRepositoryMutation } from './mutations.ts';

const [first, second] = ['https://git.test/ada/first', 'https://git.test/ada/second'];

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
});

describe('[X24] the repositories of this browser', () => {
  it('stand in the order in which they were opened, each once, with what waits on all branches', () => {
    rememberRepository({ url: first, name: 'first' }, 1);
    rememberRepository({ url: second, name: 'second' }, 2);
    noteUnfinished(first, 'main', { drafts: 2, commits: 1 });
    noteUnfinished(first, 'next', { drafts: 1, commits: 0 });
    noteUnfinished(first, '', { drafts: 9, commits: 9 });
    noteUnfinished('https://git.test/unknown', 'main', { drafts: 9, commits: 9 });
    expect(knownRepositories().map(({ url }) => url)).toEqual([second, first]);
    rememberRepository({ url: first, name: 'first' }, 3);
    expect(knownRepositories().map((one) => [one.url, unfinishedOf(one)])).toEqual([
      [first, { drafts: 3, commits: 1 }],
      [second, { drafts: 0, commits: 0 }],
    ]);
    noteUnfinished(first, 'main', { drafts: 0, commits: 0 });
    expect(knownRepositories()[0]?.unfinished).toEqual([{ branch: 'next', drafts: 1, commits: 0 }]);
  });

  it.each(['{', '[1]', '{"a":1}', '[{"url":1}]'])('are none where what is stored is %s', (text) => {
    localStorage.setItem('galley:repositories', text);
    expect(knownRepositories()).toEqual([]);
  });

  it('keep names that objects have for themselves apart', () => {
    rememberRepository({ url: first, name: 'first' }, 1);
    noteUnfinished(first, 'constructor', { drafts: 1, commits: 0 });
    expect(knownRepositories().map(unfinishedOf)).toEqual([{ drafts: 1, commits: 0 }]);
  });

  it('are chosen for a tab, and a new tab begins on the last', () => {
    chooseRepository(first);
    chooseRepository(second);
    sessionStorage.clear();
    expect(chosenRepository()).toBe(second);
    chooseRepository('');
    expect(chosenRepository()).toBeUndefined();
    sessionStorage.clear();
    expect(chosenRepository()).toBe(second);
  });

  it('are switched once what was typed is stored, and not otherwise', async () => {
    chooseRepository(first);
    const sessions = new LeftSessions();
    const isStored = { now: false };
    sessions.flush = async () => isStored.now;
    let loads = 0;
    const queries = new QueryClient();
    const change = (): Promise<unknown> =>
      queries
        .getMutationCache()
        .build(
          queries,
          switchRepositoryMutation({ leftSessions: sessions }, () => {
            loads += 1;
          }),
        )
        .execute(second);
    await expect(change()).rejects.toMatchObject({ code: 'out-of-storage' });
    expect([chosenRepository(), loads]).toEqual([first, 0]);
    isStored.now = true;
    await change();
    expect([chosenRepository(), loads]).toEqual([second, 1]);
  });
});

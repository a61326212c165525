import { GalleyError } from '#base';
import { readBlobText } from '../head-text.ts';
import { postHistory } from '../post-history.ts';
import type { WorkspaceContext } from '../workspace-context.ts';
import type { PostVersion } from '../workspace.ts';
import { blameBlocks } from './blame-blocks.ts';
import { blameLines } from './blame-lines.ts';
import { findPassage } from './find-passage.ts';
import type { PassageHistory, PassageWriters } from './history.ts';

/** A version with its text; null where the post was deleted, is no text, or can't be had now. */
interface ReadVersion {
  readonly version: PostVersion;
  readonly commit: string;
  readonly parents: readonly string[];
  readonly text: string | null;
}

/** All versions of a post with their texts. What is asked of the remote goes in few requests. */
async function readVersions(context: WorkspaceContext, path: string) {
  const { versions, complete } = await postHistory(context, path, Number.MAX_SAFE_INTEGER);
  let isAllHere = complete;
  const read = await Promise.all(
    versions.map(async (version): Promise<ReadVersion> => {
      const { commit, parents, oid } = version;
      const text =
        oid === null
          ? null
          : await readBlobText(context, oid).catch((error: unknown) => {
              if (!(error instanceof GalleyError) || error.code !== 'offline') throw error;
              isAllHere = false;
              return null;
            });
      return { version, commit, parents, text };
    }),
  );
  return { versions: read, complete: isAllHere };
}

/** Who wrote each block of a post: of its draft, where there is one. Throws `not-found` where there is no text. */
export async function passageWriters(context: WorkspaceContext, path: string): Promise<PassageWriters> {
  const { versions, complete } = await readVersions(context, path);
  const byCommit = new Map(versions.map(({ commit, version }) => [commit, version]));
  const readable = versions.flatMap((one) => (one.text === null ? [] : [{ ...one, text: one.text }]));
  const published = versions[0]?.text ?? '';
  const text = (await context.drafts.get(path))?.text ?? versions[0]?.text;
  if (text === undefined || text === null) throw new GalleyError('not-found', 'No text', { data: { path } });
  const writers = versions[0]?.text === null ? [] : blameLines(readable);
  const blocks = blameBlocks({ text: published, writers }, text);
  return {
    text,
    complete,
    blocks: blocks.map((commits) => commits.map((commit) => (commit === null ? null : (byCommit.get(commit) ?? null)))),
  };
}

/** The versions in which words came into a post or went out of it. */
export async function findPassageOf(context: WorkspaceContext, path: string, words: string): Promise<PassageHistory> {
  const { versions, complete } = await readVersions(context, path);
  const byCommit = new Map(versions.map(({ commit, version }) => [commit, version]));
  return {
    complete,
    found: findPassage(versions, words).flatMap(({ commit, change }) => {
      const version = byCommit.get(commit);
      return version === undefined ? [] : [{ version, change }];
    }),
  };
}

import { EventChannel, GalleyError } from '#base';
import { createDraftHistory } from './draft-history.ts';
import type { DraftMoment } from './draft-moment.ts';
import type { Draft, DraftStore } from './draft-store.ts';
import { isSameFileDraft, type FileDraft } from './file-draft.ts';

function copy(draft: Draft): Draft {
  try {
    return structuredClone(draft);
  } catch (error) {
    throw new GalleyError('invalid-input', 'The draft holds something that can not be stored', { cause: error });
  }
}

/** Drafts that live as long as the tab: for browsers that keep nothing. Everything else is as in a kept store. */
export function createMemoryDraftStore(): DraftStore {
  const drafts = new Map<string, Draft>();
  const changes = new EventChannel<string>();
  const files = new Map<string, { readonly draft: FileDraft; readonly bytes: Uint8Array | undefined }>();
  const update: DraftStore['update'] = async (path, change) => {
    const stored = drafts.get(path);
    const next = change(stored === undefined ? undefined : copy(stored));
    if (next === null && stored === undefined) return;
    if (next !== null) drafts.set(path, copy(next));
    else drafts.delete(path);
    files.delete(path);
    changes.emit(path);
  };
  const moments = new Map<string, readonly DraftMoment[]>();
  const history = createDraftHistory({
    read: async (path) => moments.get(path) ?? [],
    async update(path, change) {
      moments.set(path, change(moments.get(path) ?? []));
    },
    paths: async () => [...moments.keys()],
  });
  return {
    history,
    async get(path) {
      const draft = drafts.get(path);
      return draft === undefined ? undefined : copy(draft);
    },
    async list() {
      return [...drafts.values()].sort((one, other) => (one.path < other.path ? -1 : 1)).map(copy);
    },
    update,
    put: (draft) => update(draft.path, () => draft),
    async delete(path, only) {
      if (only !== undefined && !isSameFileDraft(files.get(path)?.draft, only)) return;
      const [hadText, hadFile] = [drafts.delete(path), files.delete(path)];
      if (hadText || hadFile) changes.emit(path);
    },
    files: {
      get: async (path) => files.get(path)?.draft,
      list: async () =>
        [...files.values()].map(({ draft }) => draft).sort((one, other) => (one.path < other.path ? -1 : 1)),
      putDeletion: async (draft, mayReplace = () => true) => {
        const stored = drafts.get(draft.path);
        if (!mayReplace(stored === undefined ? undefined : copy(stored))) return false;
        drafts.delete(draft.path);
        files.set(draft.path, { draft: { ...draft }, bytes: undefined });
        changes.emit(draft.path);
        return true;
      },
      addImage: async (draft, bytes) => {
        if (drafts.has(draft.path) || files.has(draft.path)) return false;
        files.set(draft.path, { draft: { ...draft }, bytes: bytes.slice() });
        changes.emit(draft.path);
        return true;
      },
      bytes: async (path) => files.get(path)?.bytes?.slice(),
    },
    subscribe: (listener) => changes.subscribe(listener),
  };
}

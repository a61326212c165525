import { GalleyError, type Clock } from '#base';
import type { PostField } from '#content';
import type { OpenedPost, PostContent, Workspace } from '#workspace';
import type { StatusLine } from '../shell/status-line.ts';
import { Store } from '../store.ts';
import { Autosave } from './autosave.ts';

/** What the screen shows of a session; none of it changes with a key, only with a switch, a save or a failure. */
export interface SessionState {
  /** What the editing surface starts from. A new object starts a new surface. */
  readonly surface: PostContent;
  /** Why the file can't be edited as rich text, in words; null when it can. */
  readonly sourceOnly: string | null;
  readonly readOnly: string | null;
  /** Why the document can't be written as Markdown at the moment; it is kept as a document until it can. */
  readonly refusal: string | null;
  readonly failure: GalleyError | null;
}

export interface PostSessionParts {
  readonly workspace: Workspace;
  readonly clock: Clock;
  readonly statusLine: StatusLine;
}

/** One post being edited: holds what the editor holds, saves it, and switches between rich text and source. */
export class PostSession {
  readonly state: Store<SessionState>;
  readonly path: string;
  readonly #parts: PostSessionParts;
  readonly #autosave: Autosave;
  #opened: OpenedPost;
  #content: PostContent;
  #readDocument: (() => OpenedPost['document']) | undefined;

  constructor(opened: OpenedPost, parts: PostSessionParts) {
    this.#parts = parts;
    this.#opened = opened;
    this.path = opened.path;
    this.#content = contentOf(opened);
    this.state = new Store(stateOf(opened));
    this.#autosave = new Autosave({
      clock: parts.clock,
      save: () => this.#save(),
      // The save may have been joined with what another tab stored.
      onSaved: () => {
        this.refresh().catch((error: unknown) => reportError(error));
      },
      onError: (failure) => {
        this.#change({ failure });
        parts.statusLine.note('not-saved');
      },
    });
  }

  /** The post's title as it was opened, or its file's name. */
  get title(): string {
    const title = this.#opened.post.fields.title ?? '';
    return title === '' ? this.path.slice(this.path.lastIndexOf('/') + 1) : title;
  }

  /** The whole file as it was opened, or last written from source. */
  get source(): string {
    return this.#content.kind === 'source' ? this.#content.text : this.#opened.post.source;
  }

  /** True while something is not stored yet. */
  get isUnsaved(): boolean {
    return this.#autosave.isPending;
  }

  setField(field: PostField, value: string): void {
    if (this.#content.kind !== 'rich' || this.#content.fields[field] === value) return;
    this.#content = { ...this.#content, fields: { ...this.#content.fields, [field]: value } };
    this.#touch();
  }

  /** Says that the document changed; it is read when it is needed, never while a key is handled. */
  setDocument(readDocument: () => OpenedPost['document']): void {
    if (this.#content.kind !== 'rich') return;
    this.#readDocument = readDocument;
    this.#touch();
  }

  setSource(text: string): void {
    if (this.#content.kind !== 'source' || this.#content.text === text) return;
    this.#content = { kind: 'source', text };
    this.#touch();
  }

  /** What the editor holds now. */
  #current(): PostContent {
    if (this.#readDocument !== undefined && this.#content.kind === 'rich') {
      this.#content = { ...this.#content, document: this.#readDocument() };
    }
    this.#readDocument = undefined;
    return this.#content;
  }

  /** Stores what is unsaved; false when it could not be. */
  flush(): Promise<boolean> {
    return this.#autosave.flush();
  }

  /** Shows the whole file as source, as it would be saved. What can't be written stays as it is, with the reason in `refusal`. */
  async showSource(): Promise<void> {
    const content = this.#current();
    if (content.kind === 'source') return;
    const rendered = await this.#parts.workspace.renderSource(this.#opened, content);
    if (this.#current() !== content) return this.showSource();
    if (rendered.kind === 'refused') {
      this.#change({ refusal: rendered.reason });
      return;
    }
    this.#content = { kind: 'source', text: rendered.text };
    this.#change({ surface: this.#content, refusal: null });
  }

  /** Shows the file as it was last written, and gives up what could not be written since. */
  showLastSource(): void {
    this.#readDocument = undefined;
    this.#content = { kind: 'source', text: this.#opened.post.source };
    this.#change({ surface: this.#content, refusal: null });
    this.#touch();
  }

  /** Saves the source and opens it as rich text. A text that can't be rich text stays source, with the reason. */
  async showRich(): Promise<void> {
    if (this.#content.kind === 'rich' || !(await this.flush())) return;
    await this.#reopen();
  }

  /**
   * Takes over what the repository or the draft store has now, after a publication or when others changed the post.
   * The editing surface stays when it shows that text already; unsaved work is never replaced.
   */
  async refresh(): Promise<void> {
    if (this.isUnsaved || (await this.#parts.workspace.isCurrent(this.#opened))) return;
    const opened = await this.#openAgain();
    if (opened === undefined || this.isUnsaved) return;
    const shown = await this.#parts.workspace.renderSource(this.#opened, this.#current());
    if (this.isUnsaved) return;
    if (shown.kind === 'saved' && shown.text === opened.post.source) return;
    if (this.state.get().refusal === null) this.#show(opened, this.#content.kind);
  }

  /**
   * Gives up everything since the last publication, here and in the draft. False when nothing is left of the post, because it was
   * never published.
   */
  async discard(): Promise<boolean> {
    await this.flush();
    await this.#parts.workspace.discardDrafts([this.path]);
    const opened = await this.#openAgain();
    if (opened !== undefined) this.#show(opened, this.#content.kind);
    return opened !== undefined;
  }

  /** Tries a failed save again. */
  async retry(): Promise<void> {
    this.#autosave.touch();
    await this.flush();
  }

  /** Undefined when the post is gone: what the editor holds is then all there is of it. */
  async #openAgain(): Promise<OpenedPost | undefined> {
    try {
      return await this.#parts.workspace.openPost(this.path);
    } catch (thrown) {
      if (GalleyError.from(thrown).code === 'not-found') return undefined;
      throw thrown;
    }
  }

  async #reopen(): Promise<void> {
    this.#show(await this.#parts.workspace.openPost(this.path), 'rich');
  }

  #show(opened: OpenedPost, wanted: PostContent['kind']): void {
    this.#opened = opened;
    this.#readDocument = undefined;
    this.#content = wanted === 'source' ? { kind: 'source', text: opened.post.source } : contentOf(opened);
    this.state.set({ ...stateOf(opened), surface: this.#content });
  }

  #touch(): void {
    if (this.state.get().readOnly !== null) return;
    if (this.state.get().failure !== null) this.#change({ failure: null });
    this.#parts.statusLine.note('typing');
    this.#autosave.touch();
  }

  async #save(): Promise<void> {
    const outcome = await this.#parts.workspace.saveDraft(this.#opened, this.#current());
    this.#change({ refusal: outcome.kind === 'refused' ? outcome.reason : null, failure: null });
    if (!this.#autosave.hasNewer) this.#parts.statusLine.note(outcome.kind === 'unchanged' ? 'none' : 'saved');
  }

  #change(change: Partial<SessionState>): void {
    const state = this.state.get();
    const isNew = Object.entries(change).some(([key, value]) => !Object.is(Reflect.get(state, key), value));
    if (isNew) this.state.set({ ...state, ...change });
  }
}

function contentOf(opened: OpenedPost): PostContent {
  return opened.editing.kind === 'rich'
    ? { kind: 'rich', fields: opened.post.fields, document: opened.document }
    : { kind: 'source', text: opened.post.source };
}

function stateOf(opened: OpenedPost): SessionState {
  const { editing } = opened;
  return {
    surface: contentOf(opened),
    sourceOnly: editing.kind === 'source' ? editing.reason : null,
    readOnly: editing.kind === 'read-only' ? editing.reason : null,
    refusal: null,
    failure: null,
  };
}

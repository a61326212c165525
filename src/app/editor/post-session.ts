import { GalleyError, type Clock } from '#base';
import { serializePost, type FrontMatterEdit, type PostField, type RowValue } from '#content';
import type { EarlierText, OpenedPost, PostContent, Workspace } from '#workspace';
import type { StatusLine } from '../shell/status-line.ts';
import { Store } from '../store.ts';
import { Autosave } from './autosave.ts';
import { ExactTexts } from './exact-texts.ts';
import { SurfacePlaces, type SessionPlace } from './surface-places.ts';

/** How the post is shown: as rich text, as Markdown source, or as both beside each other. */
export type SessionView = 'rich' | 'source' | 'both';

/** What the screen shows of a session; none of it changes with a key, only with a switch, a save or a failure. */
export interface SessionState {
  readonly view: SessionView;
  /** What the surface that is written in starts from. A new object is shown in place of what it had. */
  readonly surface: PostContent;
  /** What the other surface has: beside this one it follows, out of sight it waits with its undo history. Null before it is first needed. */
  readonly other: PostContent | null;
  /** Whether undo in a surface takes back that it shows what came last: the person made it, in the other surface or by restoring. */
  readonly isUndoable: boolean;
  readonly place: SessionPlace | null;
  /** What was made of other values of the front matter since the post was opened. */
  readonly frontMatter: FrontMatterEdit;
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
  readonly places: SurfacePlaces;
  readonly #parts: PostSessionParts;
  readonly #autosave: Autosave;
  #opened: OpenedPost;
  #content: PostContent;
  #readDocument: (() => OpenedPost['document']) | undefined;
  /** The file as it was opened or last saved from here. */
  #text: string;
  /** What each surface was last given; what is written in it is a change of that. */
  readonly #given = new Map<PostContent['kind'], OpenedPost>();
  readonly #exact = new ExactTexts();
  /** Saves of the surface that was left with unsaved work; the next save waits for them. */
  #earlierSaves: Promise<unknown> = Promise.resolve();

  constructor(opened: OpenedPost, parts: PostSessionParts) {
    this.#parts = parts;
    this.#opened = opened;
    this.path = opened.path;
    this.places = new SurfacePlaces(parts.workspace);
    this.#content = contentOf(opened);
    this.#text = opened.post.source;
    this.#given.set(this.#content.kind, opened);
    this.state = new Store(stateOf(opened));
    this.#autosave = new Autosave({
      clock: parts.clock,
      save: () => this.#save(),
      // The save may have been joined with what another tab stored.
      onSaved: () => {
        this.refresh()
          .then(() => this.#follow())
          .catch((error: unknown) => reportError(error));
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
    if (!this.#lead('rich')) return;
    if (this.#content.kind !== 'rich' || this.#content.fields[field] === value) return;
    this.#content = { ...this.#content, fields: { ...this.#content.fields, [field]: value } };
    this.#touch();
  }

  /** What was made of other values of the front matter since the post was opened. */
  get frontMatter(): FrontMatterEdit {
    return (this.#content.kind === 'rich' ? this.#content.frontMatter : undefined) ?? new Map();
  }

  /** Sets another value of the front matter. False, and nothing is changed, where it can't be written in its place. */
  setFrontMatter(key: string, value: RowValue): boolean {
    if (!this.#lead('rich') || this.#content.kind !== 'rich') return false;
    const frontMatter = new Map([...this.frontMatter, [key, value]]);
    const { fields, body } = this.#opened.post;
    try {
      serializePost(this.#opened.post, { fields, body, frontMatter });
    } catch (thrown) {
      if (GalleyError.from(thrown).code === 'unsupported') return false;
      throw thrown;
    }
    this.#content = { ...this.#content, frontMatter };
    this.#change({ frontMatter });
    this.#touch();
    return true;
  }

  /** Says that the document changed; it is read when it is needed, never while a key is handled. */
  setDocument(readDocument: () => OpenedPost['document']): void {
    if (!this.#lead('rich')) return;
    this.#readDocument = readDocument;
    this.#touch();
  }

  setSource(text: string): void {
    if (!this.#lead('source')) return;
    if (this.#content.kind !== 'source' || this.#content.text === text) return;
    this.#content = { kind: 'source', text };
    this.#touch();
  }

  /**
   * Makes the surface of this kind the one that is written in. What the other one has and nobody stored yet is stored
   * first; the next save is joined with it, as with another tab's. False where that surface can't be written in now.
   */
  #lead(kind: PostContent['kind']): boolean {
    if (this.#content.kind === kind) return true;
    const { view, other, surface } = this.state.get();
    const given = this.#given.get(kind);
    if (view !== 'both' || other === null || given === undefined) return false;
    if (this.isUnsaved) {
      const [left, content] = [this.#opened, this.#current()];
      const save = () => this.#parts.workspace.saveDraft(left, content);
      this.#earlierSaves = this.#earlierSaves.then(save, save);
    }
    this.#readDocument = undefined;
    this.#opened = given;
    this.#content = other;
    this.#change({ surface: other, other: surface, refusal: null });
    return true;
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
    if (content.kind === 'source') {
      this.#change({ view: 'source', place: null });
      return;
    }
    const text = await this.#write(content);
    if (text === undefined) return;
    const place = await this.places.inSource(text);
    if (this.#current() !== content) return this.showSource();
    const source: PostContent = { kind: 'source', text };
    this.#given.set('source', this.#asGiven(text));
    this.#content = source;
    this.#change({ view: 'source', surface: source, other: content, isUndoable: true, place, refusal: null });
  }

  /** Shows rich text and source beside each other. Whichever is written in, the other follows. */
  async showBoth(): Promise<void> {
    const content = this.#current();
    const before = this.state.get();
    if (content.kind === 'rich') {
      const text = await this.#write(content);
      if (text === undefined) return;
      const place = await this.places.inSource(text);
      if (this.#current() !== content) return this.showBoth();
      this.#given.set('source', this.#asGiven(text));
      const other: PostContent = { kind: 'source', text };
      this.#change({ view: 'both', surface: content, other, isUndoable: true, place, refusal: null });
      return;
    }
    if (before.sourceOnly !== null || !(await this.flush())) return;
    const opened = await this.#parts.workspace.openPost(this.path);
    if (opened.editing.kind !== 'rich' || this.isUnsaved) return;
    this.#given.set('rich', opened);
    this.#change({
      view: 'both',
      other: contentOf(opened),
      isUndoable: true,
      place: await this.places.inDocument(opened),
    });
  }

  /** The file as it would be saved; undefined, with the reason in `refusal`, where it can't be. */
  async #write(content: PostContent): Promise<string | undefined> {
    const rendered = await this.#parts.workspace.renderSource(this.#opened, content);
    if (rendered.kind === 'saved') return rendered.text;
    this.#change({ refusal: rendered.reason });
    return undefined;
  }

  /** What the source of `text` is a change of. */
  #asGiven(text: string): OpenedPost {
    return { ...this.#opened, post: { ...this.#opened.post, source: text } };
  }

  /** Gives the surface beside the one that is written in what was saved. */
  async #follow(): Promise<void> {
    const { view, surface } = this.state.get();
    if (view !== 'both' || this.isUnsaved) return;
    const text = this.#text;
    if (this.#content.kind === 'rich') {
      this.#given.set('source', this.#asGiven(text));
      this.#change({ other: { kind: 'source', text }, isUndoable: true, place: null });
      return;
    }
    const opened = await this.#openAgain();
    if (opened === undefined || this.isUnsaved || surface !== this.state.get().surface) return;
    if (opened.post.source !== text || this.#content.kind !== 'source') return;
    if (opened.editing.kind !== 'rich') {
      this.#change({ view: 'source', sourceOnly: stateOf(opened).sourceOnly });
      return;
    }
    this.#given.set('rich', opened);
    this.#change({ other: contentOf(opened), isUndoable: true, place: null });
  }

  /**
   * What the post was before it was `text`, or before what a surface shows, the nearest first. Nothing while that can't be
   * stored.
   */
  async readEarlier(kind: PostContent['kind'], text?: string): Promise<readonly EarlierText[]> {
    if (kind === this.#content.kind && !(await this.flush())) return [];
    const shown = kind === this.#content.kind ? this.#text : this.#given.get(kind)?.post.source;
    const before = text ?? shown;
    if (before === undefined) return [];
    const earlier = await this.#parts.workspace.earlierTexts(this.path, before, earlierAtOnce);
    if (kind === 'rich' && this.#content.kind === 'rich') this.#exact.remember(earlier, this.#opened);
    return earlier;
  }

  /** What is to be saved: a text that was there before where undo came back to it, else what the editor holds. */
  #toSave(): PostContent {
    const content = this.#current();
    if (content.kind === 'source') return content;
    const text = this.#exact.find(content);
    return text === undefined ? content : { kind: 'source', text };
  }

  /** The whole file as it is stored now, with what was not stored yet. */
  async readText(): Promise<string> {
    await this.flush();
    return this.#text;
  }

  /** Makes `text` the post again, as a step that undo takes back. */
  async restore(text: string): Promise<void> {
    if (!(await this.flush())) return;
    // As from another surface: what is written in this one meanwhile is joined with it.
    await this.#parts.workspace.saveDraft(this.#asGiven(this.#text), { kind: 'source', text });
    let opened = await this.#parts.workspace.openPost(this.path);
    while (this.isUnsaved) {
      if (!(await this.flush())) return;
      opened = await this.#parts.workspace.openPost(this.path);
    }
    this.#show(opened, { kind: this.#content.kind, isUndoable: true });
    this.#parts.statusLine.note('saved');
  }

  /** Shows the file as it was last written, and gives up what could not be written since. */
  showLastSource(): void {
    this.#readDocument = undefined;
    this.#content = { kind: 'source', text: this.#text };
    this.#given.set('source', this.#asGiven(this.#text));
    this.#change({ view: 'source', surface: this.#content, other: null, refusal: null, place: null });
    this.#touch();
  }

  /** Saves the source and opens it as rich text. A text that can't be rich text stays source, with the reason. */
  async showRich(): Promise<void> {
    if (this.#content.kind === 'rich') {
      this.#change({ view: 'rich', place: null });
      return;
    }
    if (!(await this.flush())) return;
    const opened = await this.#parts.workspace.openPost(this.path);
    const place = await this.places.inDocument(opened);
    // Written in meanwhile.
    if (this.isUnsaved) return this.showRich();
    this.#show(opened, { kind: 'rich', isUndoable: true, view: 'rich', place });
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
    if (this.state.get().refusal === null) this.#show(opened, { kind: this.#content.kind, isUndoable: false });
  }

  /**
   * Gives up everything since the last publication, here and in the draft. False when nothing is left of the post, because it was
   * never published.
   */
  async discard(): Promise<boolean> {
    await this.flush();
    await this.#parts.workspace.discardDrafts([this.path]);
    const opened = await this.#openAgain();
    if (opened !== undefined) this.#show(opened, { kind: this.#content.kind, isUndoable: true });
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

  #show(opened: OpenedPost, show: ShowOptions): void {
    const before = this.state.get();
    const isSource = show.kind === 'source' || opened.editing.kind !== 'rich';
    const source: PostContent = { kind: 'source', text: opened.post.source };
    this.#opened = opened;
    this.#text = opened.post.source;
    this.#readDocument = undefined;
    this.#content = isSource ? source : contentOf(opened);
    // A surface that is out of sight keeps what it has until it is shown again.
    const view = opened.editing.kind === 'rich' ? (show.view ?? before.view) : 'source';
    const isBoth = view === 'both';
    const waiting = before.surface.kind === this.#content.kind ? before.other : before.surface;
    const other = isBoth ? (isSource ? contentOf(opened) : source) : waiting;
    this.#given.set(this.#content.kind, opened);
    if (isBoth && other !== null) this.#given.set(other.kind, opened);
    const { isUndoable, place = null } = show;
    this.state.set({ ...stateOf(opened), view, surface: this.#content, other, isUndoable, place });
  }

  #touch(): void {
    if (this.state.get().readOnly !== null) return;
    if (this.state.get().failure !== null) this.#change({ failure: null });
    this.#parts.statusLine.note('typing');
    this.#autosave.touch();
  }

  async #save(): Promise<void> {
    await this.#earlierSaves;
    const outcome = await this.#parts.workspace.saveDraft(this.#opened, this.#toSave());
    if (outcome.kind !== 'refused') this.#text = outcome.text;
    this.#change({ refusal: outcome.kind === 'refused' ? outcome.reason : null, failure: null });
    if (!this.#autosave.hasNewer) this.#parts.statusLine.note(outcome.kind === 'unchanged' ? 'none' : 'saved');
  }

  #change(change: Partial<SessionState>): void {
    const state = this.state.get();
    const isNew = Object.entries(change).some(([key, value]) => !Object.is(Reflect.get(state, key), value));
    if (isNew) this.state.set({ ...state, ...change });
  }
}

/** So many steps back are fetched at a time. */
const earlierAtOnce = 20;

interface ShowOptions {
  readonly kind: PostContent['kind'];
  readonly isUndoable: boolean;
  readonly view?: SessionView;
  readonly place?: SessionPlace | null;
}

function contentOf(opened: OpenedPost): PostContent {
  return opened.editing.kind === 'rich'
    ? { kind: 'rich', fields: opened.post.fields, document: opened.document }
    : { kind: 'source', text: opened.post.source };
}

function stateOf(opened: OpenedPost): SessionState {
  const { editing } = opened;
  const surface = contentOf(opened);
  return {
    view: surface.kind,
    surface,
    other: null,
    isUndoable: false,
    place: null,
    frontMatter: new Map(),
    sourceOnly: editing.kind === 'source' ? editing.reason : null,
    readOnly: editing.kind === 'read-only' ? editing.reason : null,
    refusal: null,
    failure: null,
  };
}

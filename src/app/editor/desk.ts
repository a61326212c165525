import type { Clock, Unsubscribe } from '#base';
import type { PostEditorHandle, SourceEditorHandle } from '#editor';
import type { Workspace } from '#workspace';
import { Store } from '../store.ts';
import { DeskPreferenceStore } from './desk-preferences.ts';
import { LiveDocument } from './live-document.ts';
import type { PostSession } from './post-session.ts';
import { ProblemFinder } from './problem-finder.ts';
import { SourceInspector } from './source-inspector.ts';
import { WordCount } from './word-count.ts';
import { isWideScreen } from './use-wide-screen.ts';

/** A dialog of the desk; `desk-dialogs.ts` has the component of each. */
export type DeskDialogName = 'publish' | 'review' | 'history' | 'compare' | 'rename' | 'discard' | 'delete';

/** What the panel does in a text, whichever is shown. */
export type TextHandle = Pick<PostEditorHandle, 'reveal' | 'select' | 'focus'>;

/** The open post with all that is around the text: what panels, dialogs and actions of the desk work with. */
export class Desk {
  readonly session: PostSession;
  readonly preferences = new DeskPreferenceStore();
  /** The rich text while it is shown; null in source mode. */
  readonly editor = new Store<PostEditorHandle | null>(null);
  /** The source while it is shown, alone or beside the rich text. */
  readonly source = new Store<SourceEditorHandle | null>(null);
  /** The document or source and the cursor's place, a moment after they changed. */
  readonly live: LiveDocument;
  readonly problems: ProblemFinder;
  /** Headings, problems and counts of the source while it is shown alone. */
  readonly inspector: SourceInspector;
  readonly words: WordCount;
  /** The dialog that is open. */
  readonly dialog = new Store<DeskDialogName | null>(null);
  /** On a narrow screen the panel is a sheet, which is not open again after a reload. */
  readonly isSheetOpen = new Store(false);
  /** Nothing but the text is shown. */
  readonly isFocused = new Store(false);
  #afterSheet: ((text: TextHandle) => void) | undefined;

  constructor(session: PostSession, { workspace, clock }: { readonly workspace: Workspace; readonly clock: Clock }) {
    this.session = session;
    this.live = new LiveDocument(this, clock);
    this.words = new WordCount(this.live, clock);
    const { live, preferences } = this;
    const parts = { workspace, clock, live, preferences, path: session.path };
    this.problems = new ProblemFinder(parts);
    this.inspector = new SourceInspector(parts);
  }

  /** Begins to follow what is written; the returned function ends it. */
  follow(): Unsubscribe {
    const leave = [this.live.follow(), this.problems.follow(), this.words.follow(), this.inspector.follow()];
    return () => {
      for (const each of leave) each();
    };
  }

  /** Stores what is unsaved and opens a dialog. Where it can't be stored, no dialog opens; the desk says why. */
  async open(dialog: DeskDialogName): Promise<void> {
    if (await this.session.flush()) this.dialog.set(dialog);
  }

  /** Whether the panel is on the screen. */
  get isPanelShown(): boolean {
    return isWideScreen() ? this.preferences.state.get().panelOpen : this.isSheetOpen.get();
  }

  /** Shows the panel, on the tab of that id if one is named. */
  showPanel(tab?: string): void {
    this.preferences.change({ panelOpen: true, ...(tab === undefined ? {} : { panelTab: tab }) });
    if (!isWideScreen()) this.isSheetOpen.set(true);
  }

  closePanel(): void {
    if (isWideScreen()) this.preferences.change({ panelOpen: false });
    this.isSheetOpen.set(false);
  }

  togglePanel(): void {
    if (this.isPanelShown) this.closePanel();
    else this.showPanel();
  }

  /** Closes the panel where it lies over the text. */
  closeSheet(): void {
    this.isSheetOpen.set(false);
  }

  /** The rich text, or the source where that is shown alone. */
  get #text(): TextHandle | null {
    return this.editor.get() ?? this.source.get();
  }

  /** Does something in the text, from the panel: a sheet over the text goes first. */
  goTo(action: (text: TextHandle) => void): void {
    if (this.isSheetOpen.get()) {
      this.#afterSheet = action;
      this.isSheetOpen.set(false);
      return;
    }
    const text = this.#text;
    if (text !== null) action(text);
  }

  /** Called when the sheet is gone: does what waited for that. False when the focus is in the text by that, true to give it back. */
  takeReturn(): boolean {
    const action = this.#afterSheet;
    const text = this.#text;
    this.#afterSheet = undefined;
    if (action === undefined || text === null) return true;
    action(text);
    return false;
  }

  /** Shows the panel and puts the focus on its tab, or closes it and gives the focus to the text. */
  togglePanelByKey(): void {
    const isFocusOutside = document.activeElement?.closest('#desk-panel') === null;
    if (this.isPanelShown && !isFocusOutside) {
      this.closePanel();
      this.focusText();
      return;
    }
    this.showPanel();
    // A sheet takes the focus by itself.
    requestAnimationFrame(() =>
      document.querySelector<HTMLElement>('#desk-panel [role=tab][aria-selected=true]')?.focus(),
    );
  }

  /** Begins or leaves the mode in which nothing but the text is shown; the text has the focus then. */
  setFocusMode(isOn: boolean): void {
    this.isSheetOpen.set(false);
    this.isFocused.set(isOn);
    this.focusText();
  }

  focusText(): void {
    this.#text?.focus();
  }
}

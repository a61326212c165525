import * as v from 'valibot';
import { Store } from '../store.ts';

const key = 'galley:desk';

const shape = v.object({
  panelOpen: v.fallback(v.boolean(), false),
  panelTab: v.fallback(v.string(), 'outline'),
  pageWidth: v.fallback(v.picklist(['narrow', 'normal', 'wide']), 'normal'),
  dimOthers: v.fallback(v.boolean(), false),
  /** Checks that are on or off other than by default, by name. */
  checks: v.fallback(v.record(v.string(), v.boolean()), {}),
  /** The language chosen for a post in this browser, by its path. */
  languages: v.fallback(v.record(v.string(), v.string()), {}),
});

/** How a person likes the writing desk. */
export type DeskPreferences = Readonly<v.InferOutput<typeof shape>>;

const standard = v.parse(shape, {
  panelOpen: false,
  panelTab: 'outline',
  pageWidth: 'normal',
  dimOthers: false,
  checks: {},
  languages: {},
});

/** The person's likings for the desk, kept in this browser where it stores anything. */
export class DeskPreferenceStore {
  readonly state = new Store<DeskPreferences>(read());

  change(change: Partial<DeskPreferences>): void {
    this.state.set({ ...this.state.get(), ...change });
    try {
      localStorage.setItem(key, JSON.stringify(this.state.get()));
    } catch {
      // A browser that stores nothing keeps the likings for this page's life, which is all that can be had.
    }
  }
}

function read(): DeskPreferences {
  try {
    const stored = v.safeParse(shape, { ...standard, ...parseObject(localStorage.getItem(key)) });
    return stored.success ? stored.output : standard;
  } catch {
    return standard;
  }
}

function parseObject(text: string | null): object {
  const value: unknown = text === null ? null : JSON.parse(text);
  return typeof value === 'object' && value !== null ? value : {};
}

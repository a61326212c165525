import { Store } from '../store.ts';

/** Which palette the person wants; `system` follows the computer. */
export type AppearanceChoice = 'system' | 'light' | 'dark';

const key = 'galley:appearance';

/** The person's choice of light or dark, kept in this browser where it stores anything, and put on the page's root element. */
export class Appearance {
  readonly choice: Store<AppearanceChoice>;
  readonly #root: HTMLElement;

  constructor(root: HTMLElement) {
    this.#root = root;
    this.choice = new Store(readChoice());
    this.#show();
  }

  choose(choice: AppearanceChoice): void {
    this.choice.set(choice);
    this.#show();
    try {
      localStorage.setItem(key, choice);
    } catch {
      // A browser that stores nothing keeps the choice for this page's life, which is all that can be had.
    }
  }

  #show(): void {
    const choice = this.choice.get();
    if (choice === 'system') this.#root.removeAttribute('data-theme');
    else this.#root.setAttribute('data-theme', choice);
  }
}

function readChoice(): AppearanceChoice {
  try {
    const stored = localStorage.getItem(key);
    return stored === 'light' || stored === 'dark' ? stored : 'system';
  } catch {
    return 'system';
  }
}

import { FIELD_ORDER, FRONT_MATTER_KEYS, keyPath, type KeyPath } from './front-matter-keys.ts';
import type { PostField } from './post.ts';

/** How a value is written now: what a new one should look like. `none`: the key has no value yet. */
export type ValueStyle = 'plain' | 'single' | 'double' | 'block' | 'none';

/** A string value in front matter; `start` and `end` count from the beginning of the content between the fences. */
export interface ValuePlace {
  readonly value: string;
  readonly start: number;
  readonly end: number;
  readonly style: ValueStyle;
}

export interface FieldPlace extends ValuePlace {
  readonly field: PostField;
}

/** The places of all fields, where `find` gives the place of one key's value, and undefined when there is none or it is no string. */
export function placesOfFields(find: (path: KeyPath) => ValuePlace | undefined): readonly FieldPlace[] {
  const places: FieldPlace[] = [];
  for (const field of FIELD_ORDER) {
    for (const name of FRONT_MATTER_KEYS[field]) {
      const place = find(keyPath(name));
      if (place === undefined) continue;
      places.push({
        field,
        ...place,
        value: place.value.replace(/[ \t]*[\r\n]+[ \t]*/g, ' ').replace(/^[ \t]+|[ \t]+$/g, ''),
      });
      break;
    }
  }
  return places;
}

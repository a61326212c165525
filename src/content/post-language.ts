import { frontMatterRows } from './front-matter-rows.ts';
import type { FrontMatterEdit } from './write-front-matter-rows.ts';

const code = /^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$/;

/**
 * The language that a post says it is in, as a BCP 47 code; undefined when it says none that is one. `edit` is what was made of
 * its front matter since.
 */
export function postLanguage(source: string, edit: FrontMatterEdit = new Map()): string | undefined {
  const rows = frontMatterRows(source);
  const said = ['lang', 'language', 'locale'].map((name) => {
    const edited = edit.get(name);
    return typeof edited === 'string' ? edited : rows.find(({ key }) => key === name)?.value;
  });
  return said
    .map((value) => value?.trim().replaceAll('_', '-'))
    .find((value) => value !== undefined && code.test(value));
}

import { outlineOf } from '#markdown';
import type { Node } from '@tiptap/pm/model';
import GithubSlugger from 'github-slugger';
import type { LinkSuggestion } from './post-links.ts';

/** A heading of this post as a link's goal, with its place in the document. */
export interface HeadingLink extends LinkSuggestion {
  readonly position: number;
}

/** The headings of a post with the anchors that most generators give them (lower case, hyphens, "-1" for the second of a name). */
export function headingLinks(doc: Node): readonly HeadingLink[] {
  const slugger = new GithubSlugger();
  return outlineOf(doc).flatMap(({ text, position }) =>
    text === '' ? [] : [{ title: text, place: 'In this post', address: `#${slugger.slug(text)}`, position }],
  );
}

/** The addresses of all links of a document, each once. */
export function writtenAddresses(doc: Node): readonly string[] {
  const found = new Set<string>();
  doc.descendants((node) => {
    for (const { type, attrs } of node.marks) if (type.name === 'link') found.add(String(attrs['href']));
  });
  return [...found];
}

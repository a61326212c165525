import { normalizeField } from './field-value.ts';
import { readFrontMatter, type FrontMatter } from './front-matter.ts';
import { parsePost } from './parse-post.ts';
import { titleText } from './post-title.ts';
import { serializePost } from './serialize-post.ts';

export interface NewPostInput {
  readonly title: string;
  /** Local time is what counts as today. */
  readonly now: Date;
}

/** What a post alone in its folder passes on to the next one; what several have alike is passed on whatever it is. */
const passedOnByOne = new Set(['layout', 'type', 'author', 'draft']);
const dateKeys = /^(?:date|pub_?date|pubDatetime|published|publish_?date|created)$/i;
const entryStart = { yaml: /^([A-Za-z_][\w.-]*)[ \t]*:/, toml: /^([A-Za-z_][\w.-]*)[ \t]*=/ };
const fences = { yaml: '---', toml: '+++' };

interface Sample {
  readonly kind: 'yaml' | 'toml';
  /** The lines of each value by its key, line ends included. */
  readonly entries: ReadonlyMap<string, string>;
}

/**
 * The text of a new post beside others of its folder, the newest first: front matter as theirs, with the title, today's
 * date, and the values that they have alike. Undefined where the first has no YAML or TOML. Line ends are LF.
 */
export function newPostLike(posts: readonly string[], { title, now }: NewPostInput): string | undefined {
  const [model, ...others] = posts.map(readSample).filter((sample) => sample !== undefined);
  if (model === undefined) return undefined;
  const isAlike = (key: string, lines: string): boolean =>
    others.length === 0 ? passedOnByOne.has(key) : others.every(({ entries }) => entries.get(key) === lines);
  const kept = Array.from(model.entries, ([key, lines]) => {
    if (key === 'title') return titleLines(lines);
    if (dateKeys.test(key)) return withDate(lines, now);
    return isAlike(key, lines) ? lines : '';
  });
  const fence = fences[model.kind];
  const frontMatter = `${fence}\n${kept.join('')}${fence}\n\n`;
  const value = normalizeField('title', title);
  if (!model.entries.has('title')) return `${frontMatter}${titleText(value)}\n`;
  const post = parsePost(frontMatter);
  return serializePost(post, { fields: { ...post.fields, title: value }, body: post.body });
}

function readSample(source: string): Sample | undefined {
  const text = source.replace(/^\ufeff/, '').replaceAll(/\r\n?/g, '\n');
  const frontMatter = readFrontMatter(text, 0);
  if (frontMatter === undefined || !isLined(frontMatter)) return undefined;
  const { kind, contentStart, contentEnd } = frontMatter;
  const entries = new Map<string, string>();
  let key: string | undefined;
  for (const line of text.slice(contentStart, contentEnd).split(/(?<=\n)/)) {
    // What follows a table of TOML is in it.
    if (kind === 'toml' && /^\s*\[/.test(line)) break;
    key = entryStart[kind].exec(line)?.[1] ?? key;
    if (key !== undefined && !line.startsWith('#')) entries.set(key, (entries.get(key) ?? '') + line);
  }
  return { kind, entries: new Map(Array.from(entries, ([name, lines]) => [name, `${lines.trimEnd()}\n`])) };
}

function isLined(frontMatter: FrontMatter): frontMatter is FrontMatter & { readonly kind: 'yaml' | 'toml' } {
  return frontMatter.kind === 'yaml' || frontMatter.kind === 'toml';
}

/** A title of several lines is written anew. */
function titleLines(lines: string): string {
  return /^.+\n$/.test(lines) ? lines : 'title: ""\n';
}

/** The line of a date with today's, in the form that it has; nothing where it is none that is known. */
function withDate(lines: string, now: Date): string {
  const found = /\d{4}-\d{2}-\d{2}(?:(T| )\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?( ?)(Z|[+-]\d{2}:?\d{2})?)?/.exec(lines);
  if (found === null || !/^.+\n$/.test(lines)) return '';
  const [whole, joint, space = '', zone] = found;
  const date = joint === undefined ? localDay(now) : momentText(now, { joint, space, zone });
  return lines.replace(whole, date);
}

/** "2026-11-26" where the person is. */
export function localDay(now: Date): string {
  const [month, day] = [now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0'));
  return `${String(now.getFullYear()).padStart(4, '0')}-${month}-${day}`;
}

function momentText(
  now: Date,
  { joint, space, zone }: { readonly joint: string; readonly space: string; readonly zone: string | undefined },
): string {
  const [day = '', time = ''] = now.toISOString().slice(0, 19).split('T');
  const utc = zone === undefined || zone === 'Z' ? 'Z' : zone.includes(':') ? '+00:00' : '+0000';
  return `${day}${joint}${time}${space}${utc}`;
}

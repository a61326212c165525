import { decodeText, parsePost, serializePost, type Post } from '#content';
import { assessSource, comparable, parseMarkdown, schema, serializeMarkdown, type ParsedMarkdown } from '#markdown';

export interface CheckMarkdownOptions {
  /** Also inserts a word into text blocks, one save for each. */
  readonly edits: boolean;
  /** Chooses where in a block the word goes, and which blocks of a file with more than 50. */
  readonly seed: number;
}

/** What opening and saving one file gave. */
export interface MarkdownCheck {
  /** Whether saving without an edit gives the file's own bytes. True as well for a file that is never saved. */
  readonly identical: boolean;
  readonly edits: number;
  /** Edits that changed one line, nothing else, and that read back as the edited document. */
  readonly localEdits: number;
  /** Saves, with or without an edit, for which no text was found. */
  readonly refused: number;
  /** "not-utf8", why the file is only shown as source, or the first thing that was not as it should be. */
  readonly reason?: string;
}

type Document = ParsedMarkdown['document'];

const word = 'galley';
const mostBlocks = 50;

/** Opens and saves one Markdown file with the product's own parse and save, by way of the document's JSON, as drafts do. Pure. */
export function checkMarkdownFile(bytes: Uint8Array, { edits, seed }: CheckMarkdownOptions): MarkdownCheck {
  const untouched: MarkdownCheck = { identical: true, edits: 0, localEdits: 0, refused: 0 };
  const decoded = decodeText(bytes);
  if (decoded.kind === 'not-utf8') return { ...untouched, reason: 'not-utf8' };
  const post = parsePost(decoded.text);
  const verdict = assessSource(post.body);
  if (verdict.kind === 'source-only') return { ...untouched, reason: verdict.reason };
  const parsed = parseMarkdown(post.body);
  const faults: string[] = [];
  const saved = save(post, parsed, throughJson(parsed.document));
  const identical = saved.kind === 'saved' && saved.text === decoded.text;
  if (saved.kind === 'refused') faults.push(saved.reason);
  else if (!identical) faults.push('saving without an edit changes the file');
  const places = edits ? wordPlaces(parsed.document, randomFrom(seed)) : [];
  let [localEdits, refused] = [0, saved.kind === 'refused' ? 1 : 0];
  for (const place of places) {
    const edited = insertWord(parsed.document, place);
    const outcome = save(post, parsed, throughJson(edited));
    if (outcome.kind === 'refused') refused += 1;
    const fault = outcome.kind === 'refused' ? outcome.reason : editFault(decoded.text, outcome.text, edited);
    if (fault === undefined) localEdits += 1;
    else faults.push(`word at ${place.position}: ${fault}`);
  }
  const [reason] = faults;
  return { identical, edits: places.length, localEdits, refused, ...(reason === undefined ? {} : { reason }) };
}

function throughJson(document: Document): Document {
  return schema.nodeFromJSON(JSON.parse(JSON.stringify(document.toJSON())));
}

function save(post: Post, parsed: ParsedMarkdown, document: Document) {
  const body = serializeMarkdown(parsed, document);
  return body.kind === 'refused'
    ? body
    : { kind: 'saved' as const, text: serializePost(post, { fields: post.fields, body: body.text }) };
}

interface WordPlace {
  /** In the document. */
  readonly position: number;
  readonly text: string;
  readonly marks: Parameters<typeof schema.text>[1];
}

/** One place in each text block, at its start, in its middle or at its end; in 50 blocks at most. */
function wordPlaces(document: Document, random: () => number): readonly WordPlace[] {
  const blocks: { readonly block: Document; readonly start: number }[] = [];
  document.descendants((block, position) => {
    if (!block.isTextblock) return true;
    blocks.push({ block, start: position + 1 });
    return false;
  });
  while (blocks.length > mostBlocks) blocks.splice(Math.floor(random() * blocks.length), 1);
  return blocks.map(({ block, start }) => wordPlace(block, start, random));
}

function wordPlace(block: Document, start: number, random: () => number): WordPlace {
  const runs: { readonly node: Document; readonly position: number }[] = [];
  block.forEach((node, offset) => {
    if (node.isText) runs.push({ node, position: start + offset });
  });
  const choice = Math.floor(random() * 3);
  const run = runs[choice === 0 ? 0 : choice === 1 ? Math.floor(runs.length / 2) : runs.length - 1];
  if (run === undefined) return { position: start + block.content.size, text: word, marks: [] };
  const text = run.node.text ?? '';
  const { marks } = run.node;
  if (choice === 0) return { position: run.position, text: `${word} `, marks };
  const space = choice === 1 ? /\S (?=\S)/.exec(text) : null;
  if (space !== null) return { position: run.position + space.index + 2, text: `${word} `, marks };
  const end = text.trimEnd().length;
  return { position: run.position + end, text: ` ${word}`, marks };
}

function insertWord(document: Document, { position, text, marks }: WordPlace): Document {
  const inserted = schema.node('doc', null, [schema.node('paragraph', null, [schema.text(text, marks)])]);
  return document.replace(position, position, inserted.slice(1, 1 + text.length));
}

function editFault(before: string, after: string, edited: Document): string | undefined {
  const changed = changedLines(linesOf(before), linesOf(after));
  if (changed.removed > 1 || changed.added > 1) return `changes ${changed.removed} lines into ${changed.added}`;
  if (changed.added === 0) return 'the word is not in the file';
  const again = parseMarkdown(parsePost(after).body).document;
  return comparable(again) === comparable(edited) ? undefined : 'reads back as another document';
}

/** Lines with their ends, so that a changed line end counts as a changed line. */
function linesOf(text: string): readonly string[] {
  return text.split(/(?<=\n|\r(?!\n))/);
}

/** How many lines lie between the lines that are the same at the start and those that are the same at the end. */
function changedLines(before: readonly string[], after: readonly string[]) {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  return { removed: before.length - head - tail, added: after.length - head - tail };
}

/** Numbers from 0 up to 1, the same for the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

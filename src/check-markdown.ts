import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { decodeText, parsePost, serializePost, type Post } from '#content';
import { parseMarkdown, schema, serializeMarkdown, type ParsedMarkdown } from '#markdown';
import { StartError } from '#server';

export interface CheckOptions {
  /** Absolute path of the folder whose Markdown files are checked, at any depth. */
  readonly folder: string;
  /** Also inserts a word into each text block of each file, one save per block. */
  readonly edits: boolean;
  /** One line of JSON per file in place of the summary. */
  readonly json: boolean;
}

/** What opening and saving one file gave. */
export interface FileReport {
  /** Below the folder, with slashes. */
  readonly path: string;
  /** Whether saving without an edit gives the file's own bytes. */
  readonly identical: boolean;
  readonly edits: number;
  /** Edits that changed the line they were made on, nothing else, and that read back as the edited document. */
  readonly localEdits: number;
  /** Saves, with or without an edit, for which no text was found. */
  readonly refused: number;
  /** The first thing that was not as it should be, or why the file is only shown. */
  readonly reason?: string;
}

type Document = ParsedMarkdown['document'];

const word = 'galley';

/**
 * Opens and saves every Markdown file under a folder with the product's own parse and save, changing no file. Prints
 * what it found; gives exit code 1 when a file would change, an edit touches other lines, or anything is refused.
 */
export async function checkMarkdown({ folder, edits, json }: CheckOptions): Promise<0 | 1> {
  const reports: FileReport[] = [];
  for (const path of await markdownFiles(folder)) {
    const report = checkFile(relative(folder, path).split(sep).join('/'), await readFile(path), edits);
    reports.push(report);
    if (json) process.stdout.write(`${JSON.stringify(report)}\n`);
  }
  const failed = reports.filter((report) => !isFaultless(report));
  if (!json) process.stdout.write(summary(reports, failed, edits));
  return failed.length === 0 ? 0 : 1;
}

async function markdownFiles(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((thrown: unknown) => {
    throw new StartError(`${folder} can't be read: give check a folder with Markdown files.`, { cause: thrown });
  });
  return entries
    .filter((entry) => entry.isFile() && /\.(md|markdown)$/i.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !relative(folder, path).split(sep).includes('.git'))
    .sort();
}

function checkFile(path: string, bytes: Uint8Array, edits: boolean): FileReport {
  const decoded = decodeText(bytes);
  const untouched = { path, identical: true, edits: 0, localEdits: 0, refused: 0 };
  if (decoded.kind === 'not-utf8') return { ...untouched, reason: 'not UTF-8: shown, never saved' };
  const post = parsePost(decoded.text);
  const parsed = parseMarkdown(post.body);
  const faults: string[] = [];
  const saved = save(post, parsed, parsed.document);
  let refused = 0;
  let identical = false;
  if (saved.kind === 'refused') {
    refused += 1;
    faults.push(saved.reason);
  } else {
    identical = Buffer.compare(Buffer.from(saved.text), bytes) === 0;
    if (!identical) faults.push('saving without an edit changes the file');
  }
  const places = edits ? wordPlaces(parsed.document) : [];
  let localEdits = 0;
  for (const place of places) {
    const edited = insertWord(parsed.document, place);
    const outcome = save(post, parsed, edited);
    if (outcome.kind === 'refused') refused += 1;
    const fault = outcome.kind === 'refused' ? outcome.reason : editFault(decoded.text, outcome.text, edited);
    if (fault === undefined) localEdits += 1;
    else faults.push(`word at ${place.position}: ${fault}`);
  }
  const [reason] = faults;
  return { path, identical, edits: places.length, localEdits, refused, ...(reason === undefined ? {} : { reason }) };
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

/** One place per text block: after the first space of its longest run of text, else at that run's end. */
function wordPlaces(document: Document): readonly WordPlace[] {
  const places: WordPlace[] = [];
  document.descendants((block, blockPosition) => {
    if (!block.isTextblock) return true;
    let longest: { readonly node: Document; readonly offset: number } | undefined;
    block.forEach((node, offset) => {
      if (node.isText && (node.text ?? '').length > (longest?.node.text ?? '').length) longest = { node, offset };
    });
    const start = blockPosition + 1;
    if (longest === undefined) {
      places.push({ position: start + block.content.size, text: word, marks: [] });
      return false;
    }
    const text = longest.node.text ?? '';
    const space = /\S (?=\S)/.exec(text);
    const at = space === null ? text.length : space.index + 2;
    places.push({
      position: start + longest.offset + at,
      text: space === null ? word : `${word} `,
      marks: longest.node.marks,
    });
    return false;
  });
  return places;
}

function insertWord(document: Document, { position, text, marks }: WordPlace): Document {
  const word = schema.node('doc', null, [schema.node('paragraph', null, [schema.text(text, marks)])]);
  return document.replace(position, position, word.slice(1, 1 + text.length));
}

function editFault(before: string, after: string, edited: Document): string | undefined {
  const changed = changedLines(before.split('\n'), after.split('\n'));
  if (changed.removed > 1 || changed.added > 1) {
    return `changes ${changed.removed} lines into ${changed.added}`;
  }
  if (changed.added === 0) return 'the word is not in the file';
  return parseMarkdown(parsePost(after).body).document.eq(edited) ? undefined : 'reads back as another document';
}

interface ChangedLines {
  readonly removed: number;
  readonly added: number;
}

/** How many lines lie between the lines that are the same at the start and those that are the same at the end. */
function changedLines(before: readonly string[], after: readonly string[]): ChangedLines {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  return { removed: before.length - head - tail, added: after.length - head - tail };
}

function isFaultless(report: FileReport): boolean {
  return report.identical && report.localEdits === report.edits && report.refused === 0;
}

function summary(reports: readonly FileReport[], failed: readonly FileReport[], edits: boolean): string {
  const sum = (count: (report: FileReport) => number) => reports.reduce((total, report) => total + count(report), 0);
  const lines = failed.map((report) => `${report.path}: ${report.reason ?? 'not as it should be'}`);
  lines.push(
    `${reports.length} files: ${sum((report) => Number(report.identical))} identical after opening and saving`,
  );
  if (edits) {
    lines.push(
      `${sum((report) => report.edits)} edits: ${sum((report) => report.localEdits)} changed their own line only`,
    );
  }
  lines.push(`${sum((report) => report.refused)} refused`);
  return `${lines.join('\n')}\n`;
}

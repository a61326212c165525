import { checkDocument, addressesOf, type AddressesOf } from '../checks/check-document.ts';
import { mendProblem } from '../checks/mend-problem.ts';
import type { Problem, ProblemKind } from '../checks/problem.ts';
import { deepestHeading, headingText, type OutlineEntry } from '../outline.ts';
import type { ParsedMarkdown } from '../parse-markdown.ts';
import { positionInSource } from '../position-map.ts';
import { serializeMarkdown } from '../serialize-markdown.ts';
import type { SourceBlock } from '../source-tree.ts';
import { scanHeadings } from './scan-headings.ts';
import { countPlainText, countText, type TextCounts } from './text-counts.ts';

/** What can be said of a text while its source is written; all places are offsets of the source. */
export interface SourceInspection {
  readonly outline: readonly OutlineEntry[];
  readonly problems: readonly Problem[];
  /** Null for a text that is too large to be counted. */
  readonly counts: TextCounts | null;
  /** The addresses of pictures and links, each once. */
  readonly addresses: AddressesOf;
  /** Why problems can't be looked for, in words; null where they were. */
  readonly unchecked: string | null;
  /** The text without the problem that was to be mended; null where none was, or where it can't be. */
  readonly mended: string | null;
}

export interface InspectOptions {
  /** The checks that are on. */
  readonly checks: readonly ProblemKind[];
  /** Addresses that are known to lead to nothing. */
  readonly missing: AddressesOf;
  /** One of the problems that the same look would find, to be mended by its fix. */
  readonly mend?: Problem;
}

/** In UTF-16 units: what takes a second or two to be counted. */
const largestCounted = 4_000_000;

/**
 * Looks at a parsed text for its headings, problems and counts. A text that can't be taken apart has the headings that its
 * lines show, and the words of its source.
 */
export function inspectSource(parsed: ParsedMarkdown, { checks, missing, mend }: InspectOptions): SourceInspection {
  const { source, document, sourceOnly, reading } = parsed;
  if (sourceOnly !== null) {
    return {
      outline: scanHeadings(source),
      problems: [],
      counts: source.length > largestCounted ? null : countPlainText(source),
      addresses: { images: [], links: [] },
      unchecked: sourceOnly,
      mended: null,
    };
  }
  const problems = checkDocument(document, {
    isOn: (kind) => checks.includes(kind),
    missing: { images: new Set(missing.images), links: new Set(missing.links) },
  });
  const found = problems.map((problem) => inSource(problem, parsed));
  const wanted = found.findIndex(({ kind, from, to }) => mend?.kind === kind && mend.from === from && mend.to === to);
  const [toMend] = wanted === -1 ? [] : problems.slice(wanted);
  return {
    outline: headingsIn(reading.root, 0),
    problems: found,
    counts: countText(document),
    addresses: addressesOf(document),
    unchecked: null,
    mended: toMend === undefined ? null : mendedSource(parsed, toMend),
  };
}

function headingsIn({ children }: SourceBlock, depth: number): OutlineEntry[] {
  return children.flatMap((block) => {
    const { node, from } = block;
    if (node.type.name === 'heading') {
      return [{ level: Number(node.attrs['level']), text: headingText(node), position: from }];
    }
    return node.isTextblock || depth >= deepestHeading ? [] : headingsIn(block, depth + 1);
  });
}

/** Written like any edit of the document: nothing but what was mended differs. */
function mendedSource(parsed: ParsedMarkdown, problem: Problem): string | null {
  const document = mendProblem(parsed.document, problem);
  if (document === undefined) return null;
  const written = serializeMarkdown(parsed, document);
  return written.kind === 'saved' ? written.text : null;
}

function inSource({ from, to, ...problem }: Problem, parsed: ParsedMarkdown): Problem {
  const start = positionInSource(parsed, from);
  const end = positionInSource(parsed, to);
  // The end of a block lies where the next one begins.
  const length = parsed.source.slice(start, end).trimEnd().length;
  return { ...problem, from: start, to: start + length };
}

import type { CompileContext, Extension as FromMarkdownExtension } from 'mdast-util-from-markdown';
import type { Construct, Extension, Token } from 'micromark-util-types';
import { CloserIndex } from './closer-index.ts';
import { admonition } from './admonition.ts';
import { directive } from './directive.ts';
import { jsx } from './jsx.ts';
import { kramdown } from './kramdown.ts';
import { liquid } from './liquid.ts';
import { blockConstruct, inlineConstruct } from './locked-tokenizer.ts';
import { math } from './math.ts';
import type { Recogniser, SourceView } from './recogniser.ts';
import { shortcode } from './shortcode.ts';

/** In the order of trying: shortcodes look like variables, extensions of kramdown like expressions. */
const recognisers: readonly Recogniser[] = [shortcode, liquid, kramdown, directive, admonition, math, jsx];

/**
 * The tokenizer extension that recognises, in this one source, the syntaxes that Markdown does not have. Only for parsing exactly
 * `source`: the constructs look ahead in it.
 */
export function lockedSyntax(source: string): Extension {
  const view: SourceView = { source, closers: new CloserIndex(source) };
  const flow: Record<number, Construct[]> = {};
  const text: Record<number, Construct[]> = {};
  for (const { blocks, inlines } of recognisers) {
    for (const form of blocks) add(flow, form.starts, blockConstruct(form, view));
    for (const form of inlines) add(text, form.starts, inlineConstruct(form, view));
  }
  return { flow, text };
}

function add(map: Record<number, Construct[]>, starts: string, construct: Construct): void {
  for (const character of starts) (map[character.charCodeAt(0)] ??= []).push(construct);
}

/** The compiler extension that makes locked nodes of the tokens, of HTML and of footnote references. */
export const lockedFromMarkdown: FromMarkdownExtension = {
  enter: {
    lockedBlock(token) {
      const verbatim = token.lockedVerbatim === true ? { verbatim: true as const } : {};
      this.enter({ type: 'lockedBlock', kind: token.lockedKind ?? 'html', ...verbatim }, token);
    },
    lockedInline(token) {
      this.enter({ type: 'lockedInline', kind: token.lockedKind ?? 'html' }, token);
    },
    htmlFlow(token) {
      this.enter({ type: 'lockedBlock', kind: htmlKind(this.sliceSerialize(token)) }, token);
      this.buffer();
    },
    htmlText(token) {
      this.enter({ type: 'lockedInline', kind: htmlKind(this.sliceSerialize(token)) }, token);
      this.buffer();
    },
    gfmFootnoteCall(token) {
      this.enter({ type: 'lockedInline', kind: 'footnote-reference' }, token);
      this.buffer();
    },
    gfmFootnoteCallString() {},
  },
  exit: {
    lockedBlock: exitLocked,
    lockedInline: exitLocked,
    htmlFlow: exitBuffered,
    htmlText: exitBuffered,
    gfmFootnoteCall: exitBuffered,
    gfmFootnoteCallString() {},
  },
};

function exitLocked(this: CompileContext, token: Token): undefined {
  this.exit(token);
}

function exitBuffered(this: CompileContext, token: Token): undefined {
  this.resume();
  this.exit(token);
}

function htmlKind(html: string): string {
  // Components have a small letter in their name; old HTML may be in capitals.
  if (/^\s*<\/?[A-Z][\w.]*[a-z]/.test(html)) return 'component';
  return /^\s*(?:<!--(?:(?!-->)[^])*(?:-->|$)\s*)+$/.test(html) ? 'html-comment' : 'html';
}

import type { Code, Construct, Effects, State, Token, TokenizeContext } from 'micromark-util-types';
import { lineEndAt } from './line-end-at.ts';
import type { BlockForm, InlineForm, SourceView } from './recogniser.ts';

declare module 'micromark-util-types' {
  interface TokenTypeMap {
    lockedBlock: 'lockedBlock';
    lockedInline: 'lockedInline';
    /** What a locked token holds on one line. micromark needs a token on each line that it splits. */
    lockedLine: 'lockedLine';
  }
  interface Token {
    /** The kind of a locked token. */
    lockedKind?: string;
    /** Set where the inside of a locked token is not Markdown and its markers do not count. */
    lockedVerbatim?: true;
  }
}

const lineEnds = new Set<Code>([-5, -4, -3]);
const blanks = new Set<Code>([-2, -1, 32]);
const virtualSpace: Code = -1;

/** Where a tokenizer stands in the source. micromark counts from after the byte order mark that it drops. */
function offsetOf(context: TokenizeContext, { source }: SourceView): number {
  return context.now().offset + (source.startsWith('\u{FEFF}') ? 1 : 0);
}

/** The micromark construct for a block form. Its token spans the marker lines without indentation or blanks at the end. */
export function blockConstruct(form: BlockForm, view: SourceView): Construct {
  const verbatim = form.verbatim === true;
  return {
    name: `locked-${form.kind}`,
    ...(verbatim ? { concrete: true } : {}),
    ...(form.last === true ? { add: 'after' as const } : {}),
    tokenize(effects, ok, nok) {
      let end = 0;
      const start: State = (code) => {
        if (this.interrupt === true && !form.interrupts) return nok(code);
        if (form.topLevel === true && (this.now().column !== 1 || this.parser.lazy[this.now().line] === true))
          return nok(code);
        const offset = offsetOf(this, view);
        const found = form.match(view, offset);
        if (found === undefined || !isBlank(view.source, found)) return nok(code);
        // A check for an interruption must answer within the line, so a paragraph is only left for what is certain.
        if (this.interrupt === true) return verbatim || found <= lineEndAt(view.source, offset) ? ok(code) : nok(code);
        end = trimmedEnd(view.source, offset, found);
        const token = effects.enter('lockedBlock');
        token.lockedKind = form.kind;
        if (verbatim) token.lockedVerbatim = true;
        return lineStart(code);
      };
      const isDone = (code: Code): boolean => offsetOf(this, view) >= end && code !== virtualSpace;
      const lineStart: State = (code) => {
        if (code === null || lineEnds.has(code) || isDone(code)) return lineEnd(code);
        effects.enter('lockedLine');
        return inside(code);
      };
      const inside: State = (code) => {
        if (code === null || lineEnds.has(code) || isDone(code)) {
          effects.exit('lockedLine');
          return lineEnd(code);
        }
        effects.consume(code);
        return inside;
      };
      const lineEnd: State = (code) => {
        if (isDone(code)) return after(code);
        if (code === null) return verbatim ? after(code) : nok(code);
        return effects.check(nonLazyLine, nextLine, verbatim ? after : nok)(code);
      };
      const nextLine: State = (code) => {
        consumeLineEnd(effects, code);
        return lineStart;
      };
      const after: State = (code) => {
        effects.exit('lockedBlock');
        return blanks.has(code) ? rest(code) : ok(code);
      };
      const rest: State = (code) => {
        effects.enter('whitespace');
        return restInside(code);
      };
      const restInside: State = (code) => {
        if (!blanks.has(code)) {
          effects.exit('whitespace');
          return ok(code);
        }
        effects.consume(code);
        return restInside;
      };
      return start;
    },
  };
}

/** The micromark construct for an inline form. It fails where the text around (a cell, a heading) ends before the match does. */
export function inlineConstruct(form: InlineForm, view: SourceView): Construct {
  return {
    name: `locked-${form.kind}`,
    ...(form.last === true ? { add: 'after' as const } : {}),
    tokenize(effects, ok, nok) {
      let end = 0;
      const start: State = (code) => {
        const found = form.match(view, offsetOf(this, view));
        if (found === undefined) return nok(code);
        end = found;
        const token: Token = effects.enter('lockedInline');
        token.lockedKind = form.kind;
        return lineStart(code);
      };
      const isDone = (code: Code): boolean => offsetOf(this, view) >= end && code !== virtualSpace;
      const lineStart: State = (code) => {
        if (code === null || lineEnds.has(code) || isDone(code)) return lineEnd(code);
        effects.enter('lockedLine');
        return inside(code);
      };
      const inside: State = (code) => {
        if (code === null || lineEnds.has(code) || isDone(code)) {
          effects.exit('lockedLine');
          return lineEnd(code);
        }
        effects.consume(code);
        return inside;
      };
      const lineEnd: State = (code) => {
        if (isDone(code)) {
          effects.exit('lockedInline');
          return ok(code);
        }
        if (code === null) return nok(code);
        consumeLineEnd(effects, code);
        return lineStart;
      };
      return start;
    },
  };
}

/** A line end after which the line still belongs to the same container. */
const nonLazyLine: Construct = {
  partial: true,
  tokenize(effects, ok, nok) {
    const after: State = (code) => (this.parser.lazy[this.now().line] === true ? nok(code) : ok(code));
    return (code) => {
      if (code === null) return nok(code);
      consumeLineEnd(effects, code);
      return after;
    };
  },
};

function consumeLineEnd(effects: Effects, code: Code): void {
  effects.enter('lineEnding');
  effects.consume(code);
  effects.exit('lineEnding');
}

function isBlank(source: string, offset: number): boolean {
  return /^[ \t]*$/.test(source.slice(offset, lineEndAt(source, offset)));
}

/** `end` without the blanks before it, so that a token never ends in the blanks that a pattern took along. */
function trimmedEnd(source: string, start: number, end: number): number {
  let index = end;
  while (index > start && /[ \t\r\n]/.test(source.charAt(index - 1))) index -= 1;
  return index;
}

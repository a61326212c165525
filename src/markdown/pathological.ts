/** Characters above which a file is shown as source: parsing it would take seconds. */
export const largestParsed = 4_000_000;

const deepestNesting = 100;
const longestRun = 5_000;

/**
 * Why a text should be shown as source only, or null for ordinary text. Finds, in one pass, what makes Markdown parsers
 * slow or deep: size, nesting of quotes and lists in one line, and long unbroken runs of brackets and markers.
 */
export function pathologicalReason(source: string): 'size' | 'nesting' | 'markers' | null {
  if (source.length > largestParsed) return 'size';
  let depth = 0;
  let atLineStart = true;
  let run = 0;
  for (let at = 0; at < source.length; at += 1) {
    const code = source.charCodeAt(at);
    if (code === 10 || code === 13) {
      depth = 0;
      atLineStart = true;
      continue;
    }
    if (atLineStart) {
      if (isContainerMarker(code)) {
        depth += 1;
        if (depth > deepestNesting && isNestingLine(source, at)) return 'nesting';
      } else if (code === 32 || code === 9) {
        if (at - lastLineEnd(source, at) > 2_000) return 'nesting';
      } else if (code < 48 || code > 57) {
        atLineStart = false;
      }
    }
    run = isMarker(code) ? run + 1 : Math.max(0, run - 1);
    if (run > longestRun) return 'markers';
  }
  return null;
}

/** `>`, `-`, `+`, `*`, `.` and `)`: what quotes and list items begin with. */
function isContainerMarker(code: number): boolean {
  return code === 62 || code === 45 || code === 43 || code === 42 || code === 46 || code === 41;
}

/** A rule of many dashes or asterisks is long but not deep. */
function isNestingLine(source: string, at: number): boolean {
  const line = source.slice(lastLineEnd(source, at), at + 1);
  return /[>.)]|[-+*][ \t]+[-+*]/.test(line);
}

function lastLineEnd(source: string, at: number): number {
  return Math.max(source.lastIndexOf('\n', at - 1), source.lastIndexOf('\r', at - 1)) + 1;
}

function isMarker(code: number): boolean {
  return code === 91 || code === 93 || code === 60 || code === 95 || code === 126 || code === 96 || code === 33;
}

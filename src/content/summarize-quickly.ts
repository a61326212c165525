import { findLayout, type PostLayout } from './find-layout.ts';
import { atxLine, setextLines } from './heading-lines.ts';
import { readJson } from './json-front-matter.ts';
import { literalText } from './literal-text.ts';
import type { PostSummary } from './post.ts';
import { rowOfPost } from './row-of-post.ts';
import { readSimpleYaml } from './simple-yaml.ts';

/**
 * What `summarizePost` gives, without the parsers that few posts need, which are fifteen times as much code; undefined for a
 * post that needs them.
 */
export function summarizeQuickly(path: string, content: Uint8Array, isKnownUtf8 = false): PostSummary | undefined {
  return rowOfPost({ path, content, isKnownUtf8 }, simpleLayout);
}

function simpleLayout(text: string): PostLayout | undefined {
  let isSimple = true;
  const needsParser = (): undefined => {
    isSimple = false;
  };
  const layout = findLayout(text, {
    readFields(kind, content) {
      if (kind === 'json') return readJson(content);
      return kind === 'yaml' ? (readSimpleYaml(content) ?? needsParser()) : needsParser();
    },
    matchTitle(source, index) {
      const line = atxLine(source, index);
      if (line === undefined) return setextLines(source, index) === undefined ? undefined : needsParser();
      const literal = literalText(line.source);
      return literal === undefined ? needsParser() : { ...line, text: literal, form: 'atx' };
    },
  });
  return isSimple ? layout : undefined;
}

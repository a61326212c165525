export type { Post, PostField, PostFields, PostFormat, PostSummary } from './post.ts';
export { parsePost, type ParsePostOptions } from './parse-post.ts';
export { serializePost, type PostEdit } from './serialize-post.ts';
export { frontMatterRows, type FrontMatterRow } from './front-matter-rows.ts';
export type { FrontMatterEdit } from './write-front-matter-rows.ts';
export type { RowValue } from './front-matter-row.ts';
export { postLanguage } from './post-language.ts';
export { summarizePost } from './summarize-post.ts';
export { summarizeQuickly } from './summarize-quickly.ts';
export { localDay, newPostLike } from './new-post-like.ts';
export { newPostPath } from './new-post-path.ts';
export { newPostText } from './new-post-text.ts';
export { normalizeField } from './field-value.ts';
export { slugFor } from './slug-for.ts';
export { sortPosts } from './sort-posts.ts';
export { titleFromPath } from './title-from-path.ts';
export { decodeHtml, encodeHtml, type HtmlPlace } from './html-text.ts';
export {
  linkAddress,
  resolveLink,
  type KnownPaths,
  type LinkAddressInput,
  type LinkTargetPath,
} from './link-address.ts';
export { isPostPath } from './is-post-path.ts';
export { decodeText, type DecodedText } from './decode-text.ts';
export { inferSite, type SiteLayout } from './infer-site.ts';
export { blockLines } from './block-lines.ts';
export { withBlockBack, withBlockNearby, type LostBlock } from './bring-back-block.ts';
export { foldSame, type Stretch } from './fold-same.ts';
export { comparePosts, type FieldDiff, type LineSpan, type PostDiff } from './compare-posts.ts';
export type {
  BlockDiff,
  CellDiff,
  Change,
  Fate,
  InlineDiff,
  ItemDiff,
  LineChange,
  RowDiff,
  ShownBlock,
  ShownMark,
} from '#markdown';
export { defaultSiteConfig, parseSiteConfig, siteConfigPaths, type SiteConfigReading } from './site-config.ts';
export type { SiteConfig } from './site-config-schema.ts';
export type { ConfigProblem } from './site-config-text.ts';
export { readQuery, type FindPattern, type FindQuery, type ReadQuery } from './find-query.ts';
export { fillReplacement, findInTexts, mostMatches, type TextMatch } from './find-in-texts.ts';
export { serveFind } from './serve-find.ts';

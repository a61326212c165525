export type { Post, PostField, PostFields, PostFormat, PostSummary } from './post.ts';
export { parsePost, type ParsePostOptions } from './parse-post.ts';
export { serializePost, type PostEdit } from './serialize-post.ts';
export { summarizePost } from './summarize-post.ts';
export { newPostText } from './new-post-text.ts';
export { slugFor } from './slug-for.ts';
export { isPostPath } from './is-post-path.ts';
export { decodeText, type DecodedText } from './decode-text.ts';
export { inferSite, type SiteLayout } from './infer-site.ts';

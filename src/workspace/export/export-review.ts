import { GalleyError, visibleLine, visibleText } from '#base';
import { comparePosts, parsePost, titleFromPath } from '#content';
import { escapeHtml } from '#markdown';
import { reviewSlug } from '#review';
import { openReview } from '../open-review.ts';
import { cleanHtml } from '../preview/clean-html.ts';
import type { ExportedReview, OpenedReview } from '../reviews.ts';
import type { WorkspaceContext } from '../workspace-context.ts';
import type { ChangeDiff } from '../workspace.ts';
import { diffHtml } from './diff-html.ts';
import { offlineScript } from './offline-script.ts';
import { offlineStyle } from './offline-style.ts';
import { policy } from './policy.ts';

/** The review as one HTML file that needs nothing else. */
export async function exportReview(context: WorkspaceContext, id: string): Promise<ExportedReview> {
  return reviewPage(await openReview(context, id));
}

/** Throws `not-found` where the review's commits are gone, and there is nothing to show. */
export function reviewPage({
  review,
  files,
  shownCommit,
}: Pick<OpenedReview, 'review' | 'files' | 'shownCommit'>): ExportedReview {
  if (shownCommit === null) throw new GalleyError('not-found', 'The commits of the review are gone');
  const title = visibleLine(review.title);
  const name = `review-${reviewSlug(review.title) || review.id.slice(0, 8)}`;
  const who = visibleLine(review.requester, 80);
  const summary =
    review.summary === '' ? '' : `<p class="summary">${escapeHtml(visibleText(review.summary, 5000))}</p>`;
  const count = files.length === 1 ? '1 post' : `${files.length} posts`;
  // The policy comes before anything that it is about.
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>Review: ${escapeHtml(title)}</title>
<style>${offlineStyle}</style>
</head>
<body>
<main data-review="${escapeHtml(review.id)}" data-commit="${escapeHtml(shownCommit)}" data-file="${escapeHtml(name)}">
<header>
<h1>${escapeHtml(title)}</h1>
<p class="meta">${escapeHtml(who)} asks for your eyes on ${count}.</p>
${summary}
<p class="hint">What is new is underlined, what goes is struck through. Press + beside a passage to say something about it, then save your review at the end and send the file back. This page works without a network and sends nothing itself.</p>
<noscript><p class="note">To write comments, open this file in a web browser.</p></noscript>
</header>
${files.map(postHtml).join('\n')}
<section class="yours" aria-labelledby="yours">
<h2 id="yours">Your review</h2>
<p class="hint" id="count" role="status"></p>
<form id="save" novalidate>
<label for="name">Your name</label>
<input type="text" id="name" autocomplete="name" maxlength="80" aria-describedby="name-fault">
<p class="fault" id="name-fault" role="alert"></p>
<label for="whole">Comment on the whole</label>
<textarea id="whole" maxlength="20000"></textarea>
<fieldset>
<legend>All in all</legend>
<label><input type="radio" name="verdict" value="looks-good"> Looks good</label>
<label><input type="radio" name="verdict" value="needs-changes"> Needs changes</label>
<label><input type="radio" name="verdict" value="" checked> Only comments</label>
</fieldset>
<p class="fault" id="save-fault" role="alert"></p>
<div class="row"><button type="submit" class="main">Save my review</button></div>
<p class="done" id="done" role="status"></p>
</form>
</section>
</main>
<script>${offlineScript}</script>
</body>
</html>
`;
  return { name: `${name}.html`, html };
}

function postHtml(file: ChangeDiff): string {
  const { path, before, after } = file;
  const shown = escapeHtml(visibleLine(path));
  const title = escapeHtml(visibleLine(titleOf(file)));
  const fate = before === null && after !== null ? ' · new' : before !== null && after === null ? ' · deleted' : '';
  return `<section class="post" data-path="${escapeHtml(path)}" aria-label="${shown}">
<header><div><h2>${title}</h2><p class="meta">${shown}${fate}</p></div></header>
<div class="text">${changesHtml(before, after)}</div>
</section>`;
}

function titleOf({ path, before, after }: ChangeDiff): string {
  const title = parsePost(after ?? before ?? '').fields.title ?? '';
  return title === '' ? titleFromPath(path) : title;
}

function changesHtml(before: string | null, after: string | null): string {
  if (before === null && after === null) return '<p class="meta">The file is no text; it is changed as a whole.</p>';
  const diff = comparePosts(before, after);
  if (diff.isSame) return '<p class="meta">Readers see no difference.</p>';
  return cleanHtml(diffHtml(diff)).html;
}

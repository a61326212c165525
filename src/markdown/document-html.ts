import { linkVerdict } from '#base';
import type { Mark, Node } from 'prosemirror-model';
import { readCallout, type CalloutContent } from './compare/callout-content.ts';
import { lockedLabel } from './locked-label.ts';
import { parseMarkdown } from './parse-markdown.ts';

/** Sources of a post that a site shows nothing for. */
const silent = new Set(['html-comment', 'jsx-comment', 'link-definition', 'attribute-list', 'module']);

/**
 * The HTML of each block of a document, as a site would make it. What only the site itself can fill in (shortcodes, components) is
 * named in its place. The post's own HTML is passed on as it is: the result is not safe, and has to be cleaned before it is shown.
 */
export function documentHtml(document: Node): readonly string[] {
  return document.children.map((block) => blockHtml(block));
}

function blockHtml(node: Node): string {
  const callout = readCallout(node);
  if (callout !== undefined) return calloutHtml(callout);
  switch (node.type.name) {
    case 'heading': {
      const level = Math.min(6, Math.max(1, Number(node.attrs['level'])));
      return `<h${level}>${inlineHtml(node)}</h${level}>`;
    }
    case 'blockquote':
      return `<blockquote>${blocksHtml(node.children)}</blockquote>`;
    case 'bulletList':
      return `<ul>${itemsHtml(node)}</ul>`;
    case 'orderedList':
      return `<ol start="${Number(node.attrs['start'])}">${itemsHtml(node)}</ol>`;
    case 'codeBlock': {
      const language = /^[\w+#.-]+/.exec(text(node, 'info'))?.[0];
      const look = language === undefined ? '' : ` class="language-${escapeHtml(language)}"`;
      return `<pre><code${look}>${escapeHtml(node.textContent)}\n</code></pre>`;
    }
    case 'horizontalRule':
      return '<hr>';
    case 'table':
      return tableHtml(node);
    case 'lockedBlock':
      return lockedHtml(node);
    default:
      return node.childCount === 0 ? '' : `<p>${inlineHtml(node)}</p>`;
  }
}

function blocksHtml(blocks: readonly Node[]): string {
  return blocks.map((block) => blockHtml(block)).join('\n');
}

/** With the classes that GitHub's alerts have too, which a site's style sheet may know. */
function calloutHtml({ look, title, blocks }: CalloutContent): string {
  const name = `<p class="callout-title markdown-alert-title"><strong>${escapeHtml(title)}</strong></p>`;
  return `<div class="callout callout-${look} markdown-alert markdown-alert-${look}">${name}${blocksHtml(blocks)}</div>`;
}

function itemsHtml(list: Node): string {
  return list.children
    .map((item) => {
      const checked: unknown = item.attrs['checked'];
      const box = typeof checked === 'boolean' ? `<span class="task">${checked ? '☑' : '☐'}</span> ` : '';
      const first = item.firstChild;
      const isTight = first !== null && first.type.name === 'paragraph';
      const rest = isTight ? item.children.slice(1) : item.children;
      return `<li>${box}${isTight ? inlineHtml(first) : ''}${rest.map((block) => blockHtml(block)).join('\n')}</li>`;
    })
    .join('\n');
}

function tableHtml(table: Node): string {
  const rows = table.children.map((row, index) => {
    const tag = index === 0 ? 'th' : 'td';
    const cells = row.children.map((cell) => {
      const align = text(cell, 'align');
      return `<${tag}${align === '' ? '' : ` align="${escapeHtml(align)}"`}>${inlineHtml(cell)}</${tag}>`;
    });
    return `<tr>${cells.join('')}</tr>`;
  });
  return `<table><thead>${rows[0] ?? ''}</thead><tbody>${rows.slice(1).join('')}</tbody></table>`;
}

function lockedHtml(node: Node): string {
  const [kind, source] = [text(node, 'kind'), text(node, 'source')];
  if (kind === 'html') return source;
  if (silent.has(kind)) return '';
  const footnote = /^\[\^([^\]]+)\]:[ \t]*/.exec(source);
  if (footnote !== null) {
    const body = blocksHtml(
      parseMarkdown(source.slice(footnote[0].length).replace(/\n {1,4}/g, '\n')).document.children,
    );
    return `<div class="footnote"><sup>${escapeHtml(footnote[1] ?? '')}</sup>${body}</div>`;
  }
  if (kind === 'source') return `<pre>${escapeHtml(source)}</pre>`;
  if (kind === 'math') return `<pre class="math">${escapeHtml(source)}</pre>`;
  return `<p class="galley-note">${escapeHtml(lockedLabel(kind, source))}</p>`;
}

function inlineHtml(block: Node): string {
  return block.children
    .map((child) => child.marks.reduce((inner, mark) => withMark(inner, mark), leafHtml(child)))
    .join('');
}

function leafHtml(leaf: Node): string {
  switch (leaf.type.name) {
    case 'text':
      return escapeHtml(leaf.text ?? '');
    case 'hardBreak':
      return '<br>';
    case 'image': {
      const title = text(leaf, 'title');
      const titled = title === '' ? '' : ` title="${escapeHtml(title)}"`;
      return `<img src="${escapeHtml(text(leaf, 'src'))}" alt="${escapeHtml(text(leaf, 'alt'))}"${titled}>`;
    }
    default: {
      const [kind, source] = [text(leaf, 'kind'), text(leaf, 'source')];
      if (kind === 'html') return source;
      if (silent.has(kind)) return '';
      const footnote = /^\[\^([^\]]+)\]$/.exec(source);
      if (footnote !== null) return `<sup class="footnote-mark">${escapeHtml(footnote[1] ?? '')}</sup>`;
      return `<code class="galley-note">${escapeHtml(source)}</code>`;
    }
  }
}

function withMark(inner: string, mark: Mark): string {
  switch (mark.type.name) {
    case 'bold':
      return `<strong>${inner}</strong>`;
    case 'italic':
      return `<em>${inner}</em>`;
    case 'strike':
      return `<del>${inner}</del>`;
    case 'code':
      return `<code>${inner}</code>`;
    default: {
      const href = String(mark.attrs['href']);
      return linkVerdict(href).kind === 'refused' ? inner : `<a href="${escapeHtml(href)}">${inner}</a>`;
    }
  }
}

function text(node: Node, name: string): string {
  const value: unknown = node.attrs[name];
  return typeof value === 'string' ? value : '';
}

const references: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** The text as HTML that shows it, in content and in quoted attributes. */
export function escapeHtml(value: string): string {
  return value.replace(/[&<>"']/g, (character) => references[character] ?? character);
}

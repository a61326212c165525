/** True for Markdown files that a site publishes: not dot folders, node_modules, or a repository's own README, LICENSE and the like. */
export function isPostPath(path: string): boolean {
  return path.endsWith('.md');
}

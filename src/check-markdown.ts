import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { StartError } from '#server';
import { checkMarkdownFile, type MarkdownCheck } from '#workspace';

export interface CheckOptions {
  /** Absolute path of the folder whose Markdown files are checked, at any depth. */
  readonly folder: string;
  /** Also inserts a word into each text block of each file (50 at most), one save per block. */
  readonly edits: boolean;
  /** One line of JSON per file in place of the summary. */
  readonly json: boolean;
}

interface FileReport extends MarkdownCheck {
  /** Below the folder, with slashes. */
  readonly path: string;
}

/** Fixed, so that every run makes the same edits. */
const seed = 1;

/**
 * Opens and saves every Markdown file under a folder with the product's own parse and save, changing no file. Prints
 * what it found; gives exit code 1 when a file would change, an edit touches other lines, or anything is refused.
 */
export async function checkMarkdown({ folder, edits, json }: CheckOptions): Promise<0 | 1> {
  const reports: FileReport[] = [];
  for (const path of await markdownFiles(folder)) {
    const name = relative(folder, path).split(sep).join('/');
    const report: FileReport = { path: name, ...checkMarkdownFile(await readFile(path), { edits, seed }) };
    reports.push(report);
    if (json) process.stdout.write(`${JSON.stringify(report)}\n`);
  }
  const failed = reports.filter((report) => !isFaultless(report));
  if (!json) process.stdout.write(summary(reports, failed, edits));
  return failed.length === 0 ? 0 : 1;
}

async function markdownFiles(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((thrown: unknown) => {
    throw new StartError(`${folder} can't be read: give check a folder with Markdown files.`, { cause: thrown });
  });
  return entries
    .filter((entry) => entry.isFile() && /\.(md|markdown)$/i.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter(
      (path) =>
        !relative(folder, path)
          .split(sep)
          .some((name) => name === '.git' || name === 'node_modules'),
    )
    .sort();
}

function isFaultless(report: FileReport): boolean {
  return report.identical && report.localEdits === report.edits && report.refused === 0;
}

function summary(reports: readonly FileReport[], failed: readonly FileReport[], edits: boolean): string {
  const sum = (count: (report: FileReport) => number) => reports.reduce((total, report) => total + count(report), 0);
  const lines = failed.map((report) => `${report.path}: ${report.reason ?? 'not as it should be'}`);
  lines.push(
    `${reports.length} files: ${sum((report) => Number(report.identical))} identical after opening and saving`,
  );
  if (edits) {
    lines.push(
      `${sum((report) => report.edits)} edits: ${sum((report) => report.localEdits)} changed their own line only`,
    );
  }
  lines.push(`${sum((report) => report.refused)} refused`);
  return `${lines.join('\n')}\n`;
}

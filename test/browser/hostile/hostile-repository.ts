import { toWellFormed, validateTreePath } from '#base';
import { serializeComment, serializeRequest, timestampOf } from '#review';
import { runTestGit, buildRepository, type TestRepository } from '../harness/index.ts';
import type { Vectors } from './vectors.ts';

/** A post with one vector as its body and others in its title, fields and author. */
export interface HostilePost {
  readonly id: string;
  readonly path: string;
  readonly text: string;
  /** What only its text says, to write after. */
  readonly words: string;
}

export interface HostileRepository {
  readonly repository: TestRepository;
  readonly vectors: Vectors;
  readonly posts: readonly HostilePost[];
  /** The ids of the reviews, by title. */
  readonly reviews: readonly string[];
}

const time = 1_760_000_000;
const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const drawing =
  '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script><image href="https://evil.test/svg.png"/></svg>';

/** `text` as a part of a path: cut, without what separates folders. Null for what Git or Galley could never open. */
function fileName(text: string): string | null {
  let name = text.replaceAll(/[/\0\n]/g, '\u2044');
  while (Buffer.byteLength(name) > 200) name = name.slice(0, -1);
  name = toWellFormed(name);
  return validateTreePath(name).kind === 'ok' ? name : null;
}

/** `text` in one line. */
const oneLine = (text: string): string => text.replaceAll(/[\r\n]+/g, ' ');

function postOf(vectors: Vectors, index: number): HostilePost {
  const { id, markdown } = vectors.bodies[index] ?? { id: '', markdown: '' };
  const name = vectors.names[index % vectors.names.length] ?? '';
  const words = `Words of post ${index}.`;
  const path = `posts/${String(index).padStart(4, '0')} ${fileName(markdown.slice(0, 60)) ?? id}.md`;
  const title = `V${index} ${oneLine(index % 2 === 0 ? markdown : name).slice(0, 400)}`;
  const quoted = JSON.stringify(title);
  const front = `---\ntitle: ${quoted}\ndescription: ${JSON.stringify(markdown)}\ntags: [${JSON.stringify(oneLine(markdown))}, ${JSON.stringify(name)}]\n---\n\n`;
  const divs = `<div class="writerName"> \n${oneLine(name)}\n</div>\n\n<div class="writerImage"> \n<img src="https://evil.test/writer-${index}.png">\n</div>\n\n`;
  // What is a post of its own stays one; all others have words before and after.
  const text = /^# |class="?(?:writer|Blog)/i.test(markdown)
    ? `${markdown}\n\n${words}\n`
    : index % 3 === 0
      ? `${front}${words}\n\n${markdown}\n\nThe end.\n`
      : `# ${title}\n\n${divs}${words}\n\n${markdown}\n\nThe end.\n`;
  return { id, path, text, words };
}

/** A repository in which all that can be named, written or said is a vector: posts, pictures, authors, messages, branches, reviews. */
export async function buildHostileRepository(vectors: Vectors): Promise<HostileRepository> {
  const posts = vectors.bodies.map((_, index) => postOf(vectors, index));
  const files = new Map<string, string | Uint8Array>(
    posts.map(({ path, text, words }) => [path, text.replace(words, 'Older words.')]),
  );
  for (const [index, file] of vectors.files.entries()) {
    const name = fileName(file);
    if (name === null) continue;
    files.set(`named/${name}.md`, `# N${index}\n\n![x](/images/${encodeURIComponent(name)}.png)\n`);
    files.set(`images/${name}.png`, pixel);
    if (index % 4 === 0) files.set(`images/${name}.svg`, drawing);
  }
  const repository = await buildRepository({ files: Object.fromEntries(files) });
  for (const [index, name] of vectors.names.slice(0, 120).entries())
    await repository.commit({
      files: { 'log.txt': `${index}\n` },
      message: `${name}\n\n${name}`,
      author: `${oneLine(name)
        .replaceAll(/[<>\0]/g, '')
        .slice(0, 3000)} <${name.replaceAll(/[\s<>\0]/g, '').slice(0, 60)}@evil.test>`,
    });
  await repository.commit({
    files: Object.fromEntries(posts.map(({ path, text }) => [path, text])),
    message: vectors.names[0] ?? '',
  });
  await addBranches(repository, vectors);
  return { repository, vectors, posts, reviews: await addReviews(repository, { vectors, posts }) };
}

async function addBranches(repository: TestRepository, { names }: Vectors): Promise<void> {
  for (const name of names) {
    const branch = oneLine(name)
      .replaceAll(/[\s\p{Cc}~^:?*[\\]+/gu, '-')
      .replaceAll(/\.{2,}|@\{|\/{2,}/g, '-')
      .replace(/^[-./]+|(?:\.lock|[./])+$/g, '')
      .slice(0, 100);
    // Git itself says what can be a branch.
    await repository.git('branch', '--', branch, 'main').catch(() => undefined);
  }
}

/** One review of all posts, with a comment on each, and one for each of the first names. */
async function addReviews(
  repository: TestRepository,
  { vectors, posts }: { readonly vectors: Vectors; readonly posts: readonly HostilePost[] },
): Promise<readonly string[]> {
  const base = await repository.git('rev-parse', 'main');
  const requests = ['refs/notes/devtools/reviews', 'refs/notes/devtools/discuss'] as const;
  const lines = new Map<string, Map<string, string[]>>(requests.map((ref) => [ref, new Map()]));
  const note = (ref: (typeof requests)[number], commit: string, line: string): void => {
    const of = lines.get(ref);
    of?.set(commit, [...(of.get(commit) ?? []), line]);
  };
  const ids: string[] = [];
  const titles = vectors.names.slice(0, 40);
  for (const [index, title] of titles.entries()) {
    const branch = `cms/changes/hostile-${index}`;
    const changed = index === 0 ? posts : posts.slice(0, 1);
    const stream = [
      `commit refs/heads/${branch}\nauthor E <e@evil.test> ${time + index} +0000\ncommitter E <e@evil.test> ${time + index} +0000\ndata 1\nx\nfrom ${base}\n`,
      ...changed.flatMap(({ path, text, words }) => {
        const bytes = Buffer.from(
          text.replace(words, `${words} Reviewed.`).replace('The end.', `${title}\n\nThe end.`),
        );
        return [
          `M 100644 inline ${JSON.stringify(path).replaceAll(/\\u([0-9a-f]{4})/gi, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)))}\ndata ${bytes.length}\n`,
          bytes,
          '\n',
        ];
      }),
    ];
    await runTestGit(['fast-import', '--quiet'], {
      cwd: repository.path,
      input: Buffer.concat(stream.map((part) => Buffer.from(part))),
    });
    const commit = await repository.git('rev-parse', `refs/heads/${branch}`);
    ids.push(commit);
    note(
      requests[0],
      commit,
      serializeRequest({
        timestamp: timestampOf((time + index) * 1000),
        reviewRef: `refs/heads/${branch}`,
        targetRef: 'refs/heads/main',
        requester: `${title.slice(0, 200)}@evil.test`,
        reviewers: [`${title.slice(0, 200)}@evil.test`],
        description: `${title}\n\n${title}\n${vectors.bodies[index]?.markdown ?? ''}`,
        baseCommit: base,
        alias: '',
        signature: '',
      }),
    );
    for (const [place, { path }] of changed.entries())
      note(
        requests[1],
        commit,
        serializeComment({
          timestamp: timestampOf((time + place + 100) * 1000),
          author: vectors.names[place % vectors.names.length]?.slice(0, 200) ?? '',
          location: { commit, path },
          description: `${vectors.bodies[place]?.markdown ?? ''}\n\n\`\`\`suggestion\n${title}\n\`\`\`\n`,
          ...(place % 5 === 1 ? { resolved: place % 2 === 1 } : {}),
        }),
      );
  }
  for (const [ref, notes] of lines) {
    const parts = [...notes].map(([commit, said]) => {
      const text = Buffer.from(`${said.join('\n')}\n`);
      return Buffer.concat([Buffer.from(`N inline ${commit}\ndata ${text.length}\n`), text, Buffer.from('\n')]);
    });
    const head = Buffer.from(`commit ${ref}\ncommitter E <e@evil.test> ${time} +0000\ndata 1\nx\n`);
    await runTestGit(['fast-import', '--quiet'], { cwd: repository.path, input: Buffer.concat([head, ...parts]) });
  }
  return ids;
}

import { spawn } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './run.ts';

const vocabulary =
  'the of and to in a is that for it as was with be by on not he his but at are this have from or had an they which one you were all her she there would their we him been has when who will no more if out so up said what its about than into them can only other time new some could these two may first then do any like my now over such our man me even most made after also did many off before must well back through years much where your way down should because long each just state those people too mr how little good world make very year still see own work men day get here between both life being under three never know same last another while us might great go come since against right came take used himself few house american use place during high without again home around small however found mrs part school thought went say general once upon war every don does got united number hand course water until always away public something fact less though far put head think set called enough took end both government night yet system better four eyes'.split(
    ' ',
  );

/** Numbers from 0 up to 1, the same in every run. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return state / 4_294_967_296;
  };
}

function postText(number: number, random: () => number): string {
  const paragraphs = Array.from({ length: 12 }, () =>
    Array.from({ length: 120 }, () => {
      const word = vocabulary[Math.floor(random() * vocabulary.length)] ?? '';
      return random() < 0.2 ? word + Math.floor(random() * 1e6).toString(36) : word;
    }).join(' '),
  );
  return `# Post ${number}\n\n<div class="writerName"> \nAuthor ${number % 40}\n</div>\n\n${paragraphs.join('\n\n')}\n`;
}

/** Makes a bare repository of `count` posts of about 8 kB each (20 MB packed for 5,000), packed as a host keeps it. */
export async function makePosts(count: number): Promise<string> {
  const path = join(await mkdtemp(join(tmpdir(), 'galley-bench-')), 'posts.git');
  await run('git', ['init', '--quiet', '--bare', '--initial-branch=main', path]);
  const random = randomFrom(7);
  const { write, end } = startImport(path);
  await write('commit refs/heads/main\ncommitter Bench <bench@example.test> 1760000000 +0000\ndata 5\nposts\n');
  for (let number = 0; number < count; number += 1) {
    const text = postText(number, random);
    await write(`M 100644 inline posts/${number % 100}/post-${number}.md\ndata ${text.length}\n${text}\n`);
  }
  await end();
  await run('git', ['gc', '--quiet'], path);
  return path;
}

/** Adds `count` commits to main, each with another text for one of ten posts. */
export async function addHistory(path: string, count: number, seed: number): Promise<void> {
  const random = randomFrom(seed + 11);
  const { write, end } = startImport(path);
  for (let number = 0; number < count; number += 1) {
    const text = postText(number, random);
    const from = number === 0 ? 'from refs/heads/main^0\n' : '';
    const post = number % 10;
    await write(
      `commit refs/heads/main\ncommitter Bench <bench@example.test> ${1_770_000_000 + number} +0000\ndata 4\nedit\n${from}`,
    );
    await write(`M 100644 inline posts/${post}/post-${post}.md\ndata ${text.length}\n${text}\n`);
  }
  await end();
}

interface Import {
  readonly write: (text: string) => Promise<void>;
  readonly end: () => Promise<void>;
}

function startImport(path: string): Import {
  const importer = spawn('git', ['fast-import', '--quiet'], { cwd: path, stdio: ['pipe', 'inherit', 'inherit'] });
  const ended = new Promise<void>((resolve, reject) => {
    importer.once('error', reject);
    importer.once('close', (code) => (code === 0 ? resolve() : reject(new Error(`fast-import ended with ${code}`))));
  });
  return {
    write: (text) =>
      new Promise((resolve) => {
        importer.stdin.write(text, () => resolve());
      }),
    end() {
      importer.stdin.end();
      return ended;
    },
  };
}

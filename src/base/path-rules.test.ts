import { describe, expect, it } from 'vitest';
import { arePlainNames, validatePath, validateTreePath } from './path-rules.ts';

function isOk(path: string): boolean {
  return validatePath(path).kind === 'ok';
}

describe('validatePath', () => {
  it.each([
    'posts/spring.md',
    'posts/2024/été.md',
    'a b/c d.md',
    '.gitignore',
    '_posts/日本.md',
    'x~1.md',
    'console.md',
    'posts/👩‍🌾.md',
    '-dash.md',
  ])('accepts %j', (path) => {
    expect(isOk(path)).toBe(true);
  });

  it.each([
    ['', 'an empty path'],
    ['/a.md', 'an absolute path'],
    ['a//b.md', 'an empty part'],
    ['a/', 'a slash at the end'],
    ['a/../../b.md', 'climbing'],
    ['a/%2E%2e/b.md', 'climbing in percent codes'],
    ['a/．．/b.md', 'climbing in full-width dots'],
    ['a/..;v=1/b.md', 'climbing with a path parameter'],
    ['~/b.md', 'a home folder'],
    ['a\\b.md', 'a backslash'],
    ['D:/b.md', 'a drive'],
    ['posts/.GiT/config', '.git in other letters'],
    ['posts/.g\u200dit/x', '.git with an invisible character'],
    ['GIT~2/x', 'a short name of .git'],
    ['.git . /x', '.git with dots and spaces behind it'],
    ['.git:stream', 'a stream of .git'],
    ['.Gitignore', 'another spelling of a settings file'],
    ['GITMOD~1', 'a short name of a settings file'],
    ['con.md', 'a Windows device'],
    ['posts/Lpt3', 'a Windows device in a folder'],
    ['what?.md', 'a character that Windows refuses'],
    ['a\tb.md', 'a tab'],
    ['a\u0000b.md', 'a NUL'],
    ['a\u0085b.md', 'a C1 control'],
    ['end./x.md', 'a dot at the end of a part'],
    ['end .md /x', 'a space at the end of a part'],
    [' x.md', 'a space at the beginning'],
    ['a\u202eb.md', 'a turned reading direction'],
    ['a\ud800.md', 'half a character'],
    ['caf\ufffd.md', 'a name that was not UTF-8'],
    [`${'é'.repeat(130)}.md`, 'a part over 255 bytes'],
    [`${'abcdefg/'.repeat(600)}x.md`, 'a path over 4096 bytes'],
  ])('rejects %j: %s', (path) => {
    const verdict = validatePath(path);
    expect(verdict).toEqual({ kind: 'rejected', reason: expect.stringMatching(/^[A-Z"].*\.$/) });
  });
});

describe('validateTreePath', () => {
  it('lets names pass that are only awkward on Windows', () => {
    for (const path of ['a:b.md', 'aux.md', 'what?.md', 'a ', 'tab\there.md']) {
      expect(validateTreePath(path)).toEqual({ kind: 'ok' });
    }
  });

  it('rejects what stands for .git and what climbs', () => {
    for (const path of ['.git/config', 'a/.GIT', 'git~1', '../x', 'a/./b', 'a\\..\\b', 'C:/x']) {
      expect(validateTreePath(path).kind).toBe('rejected');
    }
  });

  it('rejects a symbolic link in place of a settings file, and only the link', () => {
    for (const path of ['.gitmodules', 'sub/.gitattributes', 'GITIGN~1', '.mailmap.']) {
      expect(validateTreePath(path, { symlink: true }).kind).toBe('rejected');
      expect(validateTreePath(path).kind).toBe('ok');
    }
    expect(validateTreePath('.gitmodules/readme', { symlink: true }).kind).toBe('ok');
  });
});

describe('arePlainNames', () => {
  it('says yes to names as most are', () => {
    expect(arePlainNames('posts/2024/', '_index.md\n2024-05-01-a_b.tar.gz\nA-\nb.-c')).toBe(true);
  });

  it.each(['', 'a\n', '\na', 'a\n\nb', '.a', '-a', 'a.', 'a..b', 'a/b', 'a b', 'é', 'a:b', 'a\rb', 'a'.repeat(256)])(
    'leaves %j to the rules for paths',
    (names) => {
      expect(arePlainNames('posts/', names)).toBe(false);
      expect(arePlainNames('posts/', `a\n${names}\nb`)).toBe(false);
    },
  );

  it('says yes to no name that is rejected', () => {
    const letters = [
      'a',
      'B',
      '7',
      '_',
      '-',
      '.',
      '~',
      ':',
      ' ',
      'git',
      '.git',
      'con',
      '%2e',
      '\u200d',
      '\\',
      'a'.repeat(200),
    ];
    const folders = ['', 'posts/', `${'é'.repeat(250)}/`.repeat(3), `${'b'.repeat(199)}/`.repeat(20)];
    let yes = 0;
    for (let seed = 1; seed < 5000; seed += 1) {
      const pick = (place: number, count: number) => Math.floor(seed / 7 ** place) % count;
      const name = Array.from({ length: 1 + (seed % 4) }, (_, at) => letters[pick(at, letters.length)]).join('');
      const folder = folders[seed % folders.length] ?? '';
      if (!arePlainNames(folder, name)) continue;
      yes += 1;
      expect([folder, name, validateTreePath(folder + name).kind]).toEqual([folder, name, 'ok']);
    }
    expect(yes).toBeGreaterThan(100);
  });
});

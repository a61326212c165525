import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commentId, parseComment, serializeComment, type CommentLine, type CommentLocation } from './review-comment.ts';
import { currentRequest, parseRequest, serializeRequest, type RequestLine } from './review-request.ts';
import { deriveReview, queueGroup, type ReviewSource } from './review-state.ts';
import { threadsOf } from './comment-thread.ts';
import { sha1 } from './sha1.ts';

const oid = (digit: string): string => digit.repeat(40);
const ada = 'ada@example.test';
const bob = 'bob@example.test';

const request: RequestLine = {
  timestamp: '1700000000',
  reviewRef: 'refs/heads/cms/posts/one',
  targetRef: 'refs/heads/main',
  requester: ada,
  reviewers: [bob],
  description: 'One post\n\nWhat it is about.',
  baseCommit: oid('b'),
  alias: '',
  signature: '',
};

const comment = (fields: Partial<CommentLine>): CommentLine => ({ timestamp: '1700000010', author: bob, ...fields });

const source = (fields: Partial<ReviewSource> = {}): ReviewSource => ({
  id: oid('a'),
  requestLines: [serializeRequest(request)],
  commentLines: [],
  head: oid('c'),
  isPublished: false,
  ...fields,
});

const stateWith = (...comments: readonly CommentLine[]) =>
  deriveReview(source({ commentLines: comments.map(serializeComment) }))?.state;

const word = fc
  .string({ minLength: 1, maxLength: 20, unit: 'grapheme' })
  .map((text) => text.replaceAll(/[\b\f]/g, '') || 'x');
const anyLocation: fc.Arbitrary<CommentLocation> = fc
  .record(
    {
      commit: fc.constantFrom(oid('c'), oid('d')),
      path: word,
      range: fc.record(
        {
          startLine: fc.integer({ min: 1, max: 99 }),
          startColumn: fc.integer({ min: 1, max: 99 }),
          endLine: fc.integer({ min: 1, max: 99 }),
        },
        { requiredKeys: ['startLine'] },
      ),
    },
    { requiredKeys: [] },
  )
  .map(({ range, ...rest }) => {
    if (range === undefined) return rest;
    return Object.assign({ range }, rest);
  });
const anyComment: fc.Arbitrary<CommentLine> = fc.record(
  {
    timestamp: fc.integer({ min: 0, max: 3_000_000_000 }).map((seconds) => String(seconds).padStart(10, '0')),
    author: fc.constantFrom(ada, bob, 'eve@example.test'),
    location: anyLocation,
    description: word,
    resolved: fc.boolean(),
  },
  { requiredKeys: ['timestamp', 'author'] },
);

describe('a line of a comment', () => {
  it('is what Go writes: fields in order, empty ones left out, markup escaped', () => {
    const line = serializeComment(
      comment({
        location: { commit: oid('c'), path: 'posts/a & b.md', range: { startLine: 3, startColumn: 2 } },
        description: 'a <b> "c"\n\u2028\t\u0001é😀',
        resolved: false,
      }),
    );
    expect(line).toBe(
      `{"timestamp":"1700000010","author":"bob@example.test","location":{"commit":"${oid('c')}","path":"posts/a \\u0026 b.md","range":{"startLine":3,"startColumn":2}},"description":"a \\u003cb\\u003e \\"c\\"\\n\\u2028\\t\\u0001é😀","resolved":false}`,
    );
  });

  it('has as id the SHA-1 of its bytes', () => {
    const one = comment({ description: 'Ünïcode' });
    expect(commentId(one)).toBe(createHash('sha1').update(serializeComment(one)).digest('hex'));
  });

  it('reads back as what was written, whatever is in it', () => {
    fc.assert(
      fc.property(anyComment, (one) => {
        expect(parseComment(serializeComment(one))).toEqual(one);
      }),
    );
  });

  it('that is none, of another version or far too long is ignored', () => {
    const lines = ['', 'x', '[]', 'null', '{', '{"v":1,"author":"a"}', '{"timestamp":5}', '{"resolved":"yes"}'];
    for (const line of [...lines, `{"description":"${'x'.repeat(300_000)}"}`])
      expect(parseComment(line)).toBeUndefined();
  });

  it('may hold null where Go had nothing', () => {
    expect(parseComment('{"timestamp":"1700000010","author":"a@b","location":null,"resolved":null}')).toEqual({
      timestamp: '1700000010',
      author: 'a@b',
    });
  });
});

it('sha1 is SHA-1 for texts of every length about the ends of its blocks', () => {
  for (let length = 0; length < 200; length += 1) {
    const text = 'ä'.repeat(length % 7) + 'x'.repeat(length);
    expect(sha1(text)).toBe(createHash('sha1').update(text).digest('hex'));
  }
});

describe('a line of a request', () => {
  it('reads back as what was written', () => {
    expect(parseRequest(serializeRequest(request))).toEqual(request);
  });

  it('names an empty target, which means that the review is abandoned', () => {
    const line = serializeRequest({ ...request, targetRef: '' });
    expect(line).toContain('"targetRef":""');
    expect(deriveReview(source({ requestLines: [line] }))?.state).toBe('abandoned');
  });

  it('that is the newest counts, in whatever order they come', () => {
    const later = { ...request, timestamp: '1700000001', description: 'Later' };
    const lines = [serializeRequest(later), serializeRequest(request), ''];
    expect(currentRequest(lines)?.description).toBe('Later');
    expect(currentRequest(lines.toReversed())?.description).toBe('Later');
  });
});

describe('the state of a review', () => {
  const approval = comment({ location: { commit: oid('c') }, resolved: true });
  const rejection = comment({ location: { commit: oid('c') }, resolved: false, timestamp: '1700000005' });

  it('is open until someone has looked', () => {
    expect(stateWith()).toBe('open');
    expect(stateWith(comment({ description: 'Nice.' }))).toBe('open');
  });

  it('is approved by an approval of the head, and needs a new look when the branch moves on', () => {
    expect(stateWith(approval)).toBe('approved');
    const moved = deriveReview(source({ commentLines: [serializeComment(approval)], head: oid('d') }));
    expect(moved?.state).toBe('open');
    expect(moved?.verdicts).toMatchObject([{ author: bob, isApproval: true, isStale: true }]);
  });

  it('asks for changes until the same person approves or the request is dealt with', () => {
    expect(stateWith(rejection)).toBe('changes-requested');
    expect(stateWith(rejection, approval)).toBe('approved');
    const reply = comment({ author: ada, parent: commentId(rejection), resolved: true, timestamp: '1700000009' });
    expect(stateWith(rejection, reply)).toBe('open');
  });

  it('counts as many approvals of others as the rules ask for', () => {
    const own = { ...approval, author: ada };
    const rules = { approvals: 2, publishers: null, mergeMode: 'merge' } as const;
    const lines = [approval, own].map(serializeComment);
    expect(deriveReview(source({ commentLines: lines }), rules)?.state).toBe('open');
    const third = serializeComment({ ...approval, author: 'cy@example.test' });
    expect(deriveReview(source({ commentLines: [...lines, third] }), rules)?.state).toBe('approved');
  });

  it('is published once the branch of the site has it, and abandoned when its own branch is gone', () => {
    expect(deriveReview(source({ isPublished: true, head: null }))?.state).toBe('published');
    expect(deriveReview(source({ head: null }))?.state).toBe('abandoned');
  });

  it('does not depend on the order of the lines, nor on lines that are there twice', () => {
    fc.assert(
      fc.property(fc.array(anyComment, { maxLength: 12 }), fc.infiniteStream(fc.nat()), (comments, order) => {
        const lines = comments.map(serializeComment);
        const replies = lines.map((line, index) =>
          serializeComment({
            timestamp: '1800000000',
            author: ada,
            parent: sha1(line),
            resolved: index % 2 === 0,
          }),
        );
        const all = [...lines, ...replies];
        const keys = new Map(all.map((line) => [line, order.next().value ?? 0]));
        const shuffled = [...all, ...all.slice(0, 3)].sort((a, b) => (keys.get(a) ?? 0) - (keys.get(b) ?? 0));
        expect(deriveReview(source({ commentLines: shuffled }))).toEqual(deriveReview(source({ commentLines: all })));
      }),
    );
  });
});

describe('threads', () => {
  const root = comment({ description: 'Why?', location: { commit: oid('c'), path: 'a.md' } });
  const reply = comment({ parent: commentId(root), author: ada, description: 'Because.', timestamp: '1700000020' });
  const deep = comment({ parent: commentId(reply), description: 'Ah.', timestamp: '1700000030' });

  it('hold all answers to a comment, and answers to those, by time', () => {
    expect(threadsOf([deep, reply, root].map(serializeComment))).toMatchObject([
      { comment: { text: 'Why?' }, replies: [{ text: 'Because.' }, { text: 'Ah.' }], resolved: null },
    ]);
  });

  it('are not dealt with while an answer says so, and are when all that say something agree', () => {
    const no = { ...deep, resolved: false };
    const yes = comment({ parent: commentId(root), resolved: true, timestamp: '1700000040' });
    const resolved = (...lines: CommentLine[]) => threadsOf(lines.map(serializeComment))[0]?.resolved;
    expect(resolved(root, reply, no)).toBe(false);
    expect(resolved({ ...root, resolved: false }, reply)).toBe(false);
    expect(resolved(root, yes)).toBeNull();
  });

  it('show the newest words of a comment that its author changed, and keep those of others apart', () => {
    const edit = comment({ original: commentId(root), description: 'Why so?', timestamp: '1700000050' });
    const forged = comment({ original: commentId(root), author: 'eve@example.test', description: 'Ha' });
    const [first] = threadsOf([root, edit, forged].map(serializeComment));
    expect(first?.comment).toMatchObject({ id: commentId(root), text: 'Why so?', isEdited: true });
    expect(threadsOf([root, forged].map(serializeComment))).toHaveLength(2);
  });
});

describe('the queue', () => {
  const review = (fields: Partial<ReviewSource> = {}) => {
    const derived = deriveReview(source(fields));
    if (derived === undefined) throw new Error('No review');
    return derived;
  };

  it('shows a review to those it waits for until they have looked at its head', () => {
    expect(queueGroup(review(), bob)).toBe('waiting-for-me');
    expect(queueGroup(review(), ada)).toBe('mine');
    expect(queueGroup(review(), 'eve@example.test')).toBe('others');
    const approval = serializeComment(comment({ location: { commit: oid('c') }, resolved: true }));
    expect(queueGroup(review({ commentLines: [approval] }), bob)).toBe('approved');
    expect(queueGroup(review({ commentLines: [approval], head: oid('e') }), bob)).toBe('waiting-for-me');
  });
});

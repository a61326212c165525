import type { WorkspaceStatus } from '#workspace';
import { describe, expect, it } from 'vitest';
import { workWords } from './status-words.ts';

const quiet: WorkspaceStatus = {
  online: true,
  activity: 'idle',
  outboxLength: 0,
  draftCount: 0,
  branch: 'main',
  reviewsWaiting: 0,
  nextDue: null,
  durable: true,
};

describe('workWords', () => {
  it('says nothing while there is nothing to say', () => {
    expect(workWords(quiet, 'none')).toBe('');
  });

  it('says where work stands after a reload', () => {
    expect(workWords({ ...quiet, draftCount: 2 }, 'none')).toBe('Saved in this browser');
    expect(workWords({ ...quiet, draftCount: 2, outboxLength: 1 }, 'none')).toBe('Committed');
  });

  it('never says saved while something is typed and not stored', () => {
    expect(workWords({ ...quiet, draftCount: 2 }, 'typing')).toBe('Saving…');
    expect(workWords({ ...quiet, draftCount: 2 }, 'not-saved')).toBe('Not saved');
  });

  it('says the truth where the browser stores nothing', () => {
    expect(workWords({ ...quiet, durable: false }, 'saved')).toBe('Kept in this tab only');
  });

  it('shows a publication before anything else', () => {
    expect(workWords({ ...quiet, activity: 'publishing' }, 'conflict')).toBe('Publishing…');
    expect(workWords(quiet, 'published')).toBe('Published');
    expect(workWords(quiet, 'conflict')).toBe('Conflict');
  });
});

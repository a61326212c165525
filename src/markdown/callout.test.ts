import { describe, expect, it } from 'vitest';
import { alertMarker, calloutLook, calloutName, lockedCallout, ownCalloutStyle } from './callout.ts';
import { parseMarkdown } from './parse-markdown.ts';

function markerOf(markdown: string): unknown {
  const { firstChild } = parseMarkdown(markdown).document;
  return firstChild === null ? undefined : alertMarker(firstChild);
}

function readLocked(markdown: string): unknown {
  const node = parseMarkdown(markdown).document.firstChild;
  return lockedCallout(String(node?.attrs['kind']), String(node?.attrs['source']));
}

describe('alertMarker', () => {
  it('[E27] finds the kind of an alert and what stands beside it', () => {
    expect(markerOf('> [!NOTE]\n> Text\n')).toEqual({ kind: 'NOTE', length: 7, isAlone: false });
    expect(markerOf('> [!tip]- Title\n')).toEqual({ kind: 'tip', length: 7, isAlone: false });
    expect(markerOf('> [!NOTE]\n>\n> Text\n')).toEqual({ kind: 'NOTE', length: 7, isAlone: true });
  });

  it.each(['> Text\n', '> \\[x] [!NOTE]\n', '> **[!NOTE]**\n', '[!NOTE]\n', '> # [!NOTE]\n', '> [!]\n'])(
    '[E27] leaves the quote or text %j what it is',
    (markdown) => {
      expect(markerOf(markdown)).toBeUndefined();
    },
  );
});

describe('lockedCallout', () => {
  it.each([
    [':::note\nText\n:::\n', { kind: 'note', title: '', text: 'Text' }],
    [':::warning[Mind the gap]\n\nText\n\n:::\n', { kind: 'warning', title: 'Mind the gap', text: 'Text' }],
    ['::: tip Own title\nText\n:::\n', { kind: 'tip', title: 'Own title', text: 'Text' }],
    ['!!! note "Title"\n    One\n\n    Two\n', { kind: 'note', title: 'Title', text: 'One\n\nTwo' }],
    ['??? danger\n    One\n', { kind: 'danger', title: '', text: 'One' }],
  ])('[E29] reads %j', (markdown, expected) => {
    expect(readLocked(markdown)).toEqual(expected);
  });

  it('[E29] takes a directive of another name for what it is', () => {
    expect(readLocked(':::gallery\na.png\n:::\n')).toBeUndefined();
  });
});

describe('ownCalloutStyle', () => {
  it('[E28] is what most callouts of the post are written as', () => {
    const style = (markdown: string) => ownCalloutStyle(parseMarkdown(markdown).document);
    expect(style('Text\n')).toBeUndefined();
    expect(style('> [!NOTE]\n> a\n')).toBe('alert');
    expect(style(':::note\na\n:::\n\n:::tip\nb\n:::\n\n> [!NOTE]\n> c\n')).toBe('directive');
    expect(style('!!! note\n    a\n\n??? tip\n    b\n\n> [!NOTE]\n> c\n')).toBe('admonition');
  });
});

it('[E27] draws the kinds of other tools as one of five', () => {
  expect(['NOTE', 'danger', 'hint', 'constructor'].map((kind) => calloutLook(kind))).toEqual([
    'note',
    'caution',
    'tip',
    'note',
  ]);
  expect([calloutName('NOTE'), calloutName('danger')]).toEqual(['Note', 'Danger']);
});

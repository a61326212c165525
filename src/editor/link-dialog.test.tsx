import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { parseMarkdown } from '#markdown';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PostLinks } from './links/post-links.ts';
import { LinkDialog, type LinkDialogProps, type LinkValue } from './link-dialog.tsx';

beforeEach(() => {
  // jsdom has no layout.
  Element.prototype.scrollIntoView = () => undefined;
});
afterEach(cleanup);

const links: PostLinks = {
  search: (query, written) =>
    Promise.resolve(
      'tide tables'.includes(query)
        ? [{ title: 'Tide tables', place: 'posts/tide.md', address: `tide.md?${written.join()}` }]
        : [],
    ),
  resolve: (address) =>
    Promise.resolve(
      address.startsWith('tide.md')
        ? { kind: 'post', title: 'Tide tables', path: 'posts/tide.md' }
        : address === 'gone.md'
          ? { kind: 'missing', path: 'posts/gone.md' }
          : { kind: 'unknown' },
    ),
  openPost: () => undefined,
};

function renderDialog(props: Partial<LinkDialogProps> = {}): LinkValue[] {
  const submitted: LinkValue[] = [];
  render(
    <LinkDialog
      initial={{ href: '', text: '' }}
      hasText={false}
      links={links}
      document={parseMarkdown('# One two\n\n[a](/blog/x)\n').document}
      onSubmit={(value) => submitted.push(value)}
      onClose={() => undefined}
      {...props}
    />,
  );
  return submitted;
}

function field(name: string): HTMLElement {
  return screen.getByRole(name === 'Address' ? 'combobox' : 'textbox', { name });
}

describe('LinkDialog', () => {
  it('submits on Enter', async () => {
    const person = userEvent.setup();
    const submitted = renderDialog({ initial: { href: '', text: 'there' }, hasText: true });
    await person.type(field('Address'), '/about{Enter}');
    expect(submitted).toEqual([{ href: '/about', text: 'there' }]);
  });

  it('completes an address without a scheme', async () => {
    const person = userEvent.setup();
    const submitted = renderDialog();
    await person.type(field('Text'), 'there');
    await person.type(field('Address'), 'example.org/x');
    await person.click(screen.getByRole('button', { name: 'Add link' }));
    expect(submitted).toEqual([{ href: 'https://example.org/x', text: 'there' }]);
  });

  it('starts in the address', async () => {
    renderDialog();
    await expect.poll(() => document.activeElement).toBe(field('Address'));
  });

  it.each(['javascript:alert(1)', 'java\u200bscript:alert(1)', 'data:text/html,x', 'https://a\\b'])(
    'refuses %j in words',
    async (address) => {
      const person = userEvent.setup();
      const submitted = renderDialog();
      await person.click(field('Address'));
      await person.paste(address);
      await person.click(screen.getByRole('button', { name: 'Add link' }));
      expect(submitted).toEqual([]);
      expect(field('Address').getAttribute('aria-invalid')).toBe('true');
      expect(screen.getByText(/^This address can’t be used\. .+/)).toBeTruthy();
    },
  );

  it('asks for an address when there is none', async () => {
    const person = userEvent.setup();
    const submitted = renderDialog();
    await person.click(screen.getByRole('button', { name: 'Add link' }));
    expect(submitted).toEqual([]);
    expect(screen.getByText('Type the address that the link leads to.')).toBeTruthy();
  });

  it('leaves an address that was there as it is written', async () => {
    const person = userEvent.setup();
    const submitted = renderDialog({ initial: { href: 'example.org', text: 'x' }, hasText: true });
    expect(screen.queryByRole('textbox', { name: 'Text' })).toBeNull();
    await person.type(field('Address'), '{Enter}');
    expect(submitted).toEqual([{ href: 'example.org', text: 'x' }]);
  });

  it('removes a link where there is one', async () => {
    const person = userEvent.setup();
    let removed = 0;
    renderDialog({ initial: { href: '/a', text: 'x' }, hasText: true, onRemove: () => removed++ });
    await person.click(screen.getByRole('button', { name: 'Remove link' }));
    expect(removed).toBe(1);
  });

  it('[E54] finds posts by words of their title and takes one by the keyboard', async () => {
    const person = userEvent.setup();
    const submitted = renderDialog();
    await person.type(field('Address'), 'tide');
    await screen.findByRole('option', { name: /Tide tables/ });
    await person.keyboard('{ArrowDown}{Enter}');
    expect(screen.queryByRole('option')).toBeNull();
    expect(await screen.findByText('To the post “Tide tables”')).toBeTruthy();
    await person.click(screen.getByRole('button', { name: 'Add link' }));
    expect(submitted).toEqual([{ href: 'tide.md?/blog/x', text: 'Tide tables' }]);
  });

  it('[E54] offers the headings of this post by their anchors', async () => {
    const person = userEvent.setup();
    const submitted = renderDialog({ initial: { href: '', text: 'x' }, hasText: true });
    await person.type(field('Address'), '#tw');
    await person.click(await screen.findByRole('option', { name: /One two/ }));
    expect(await screen.findByText('To the heading “One two”')).toBeTruthy();
    await person.click(screen.getByRole('button', { name: 'Add link' }));
    expect(submitted).toEqual([{ href: '#one-two', text: 'x' }]);
  });

  it('[E54] closes the list by Escape and stays', async () => {
    const person = userEvent.setup();
    renderDialog();
    await person.type(field('Address'), 'tide');
    await screen.findByRole('option');
    await person.keyboard('{Escape}');
    expect(screen.queryByRole('option')).toBeNull();
    expect(field('Address')).toHaveProperty('value', 'tide');
  });

  it('[E55] warns of a file that is not there, and does not forbid it', async () => {
    const person = userEvent.setup();
    const submitted = renderDialog({ initial: { href: '', text: 'x' }, hasText: true });
    await person.type(field('Address'), 'gone.md');
    expect(await screen.findByText('There is no file posts/gone.md in the repository.')).toBeTruthy();
    await person.keyboard('{Enter}');
    expect(submitted).toEqual([{ href: 'gone.md', text: 'x' }]);
  });
});

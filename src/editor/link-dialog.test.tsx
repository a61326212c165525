import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { LinkDialog, type LinkDialogProps, type LinkValue } from './link-dialog.tsx';

afterEach(cleanup);

function renderDialog(props: Partial<LinkDialogProps> = {}): LinkValue[] {
  const submitted: LinkValue[] = [];
  render(
    <LinkDialog
      initial={{ href: '', text: '' }}
      hasText={false}
      onSubmit={(value) => submitted.push(value)}
      onClose={() => undefined}
      {...props}
    />,
  );
  return submitted;
}

function field(name: string): HTMLElement {
  return screen.getByRole('textbox', { name });
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
});

import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { TextField } from './text-field.tsx';

afterEach(cleanup);

function Example() {
  const [isOpen, setOpen] = useState(false);
  const [text, setText] = useState('');
  return (
    <>
      <Button onClick={() => setOpen(true)}>Open</Button>
      <Dialog open={isOpen} onOpenChange={setOpen} title="A question" description="Why it is asked">
        <TextField label="Answer" value={text} onValueChange={setText} hint="In one word" error="Too long" />
      </Dialog>
    </>
  );
}

describe('Dialog', () => {
  it('is named by its title and described by its description', async () => {
    const person = userEvent.setup();
    render(<Example />);
    await person.click(screen.getByRole('button', { name: 'Open' }));
    const dialog = await screen.findByRole('dialog', { name: 'A question' });
    expect(dialog.getAttribute('aria-describedby')).not.toBeNull();
    expect(dialog.contains(document.activeElement)).toBe(true);
    await expect.poll(() => document.activeElement?.tagName).toBe('INPUT');
  });

  it('closes on Esc and gives the focus back', async () => {
    const person = userEvent.setup();
    render(<Example />);
    await person.click(screen.getByRole('button', { name: 'Open' }));
    await screen.findByRole('dialog');
    await person.keyboard('{Escape}');
    await expect.poll(() => screen.queryByRole('dialog')).toBeNull();
    await expect.poll(() => document.activeElement?.textContent).toBe('Open');
  });

  it('ties hint and error to their field', async () => {
    const person = userEvent.setup();
    render(<Example />);
    await person.click(screen.getByRole('button', { name: 'Open' }));
    const field = await screen.findByRole('textbox', { name: 'Answer' });
    const described = (field.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map((id) => document.querySelector(`[id="${id}"]`)?.textContent);
    expect(described).toEqual(['In one word', 'Too long']);
    expect(field.getAttribute('aria-invalid')).toBe('true');
  });
});

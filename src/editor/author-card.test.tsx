import type { PostFields } from '#content';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { AuthorCard, type AuthorCardProps } from './author-card.tsx';

afterEach(cleanup);

class Heard {
  readonly changes: string[] = [];
  enters = 0;
}

function cardProps(fields: PostFields, heard = new Heard()): AuthorCardProps {
  return {
    fields,
    editable: true,
    onFieldChange: (field, value) => heard.changes.push(`${field}: ${value}`),
    onTitleEnter: () => heard.enters++,
    loadImage: () => Promise.resolve(undefined),
    listImages: () => Promise.resolve([]),
    onUpload: () => Promise.resolve({ kind: 'added', address: '/images/ada.png' }),
  };
}

function field(name: string): HTMLElement {
  return screen.getByRole('textbox', { name });
}

describe('AuthorCard', () => {
  it('shows the fields that the format has, by their names', () => {
    render(<AuthorCard {...cardProps({ title: 'A', authorName: '', authorImage: '', thumbnail: '' })} />);
    const names = screen.getAllByRole('textbox').map((each) => each.getAttribute('aria-label'));
    expect(names).toEqual(['Title', 'Author name', 'Author image', 'Thumbnail image']);
  });

  it('shows no field that the format has no place for', () => {
    render(<AuthorCard {...cardProps({ title: 'A' })} />);
    expect(screen.getAllByRole('textbox')).toEqual([field('Title')]);
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('makes spaces of the line breaks that are pasted into the title', async () => {
    const heard = new Heard();
    const person = userEvent.setup();
    render(<AuthorCard {...cardProps({ title: '' }, heard)} />);
    await person.click(field('Title'));
    await person.paste('One\r\n two\nthree');
    expect(field('Title')).toHaveProperty('value', 'One two three');
    expect(heard.changes).toEqual(['title: One two three']);
  });

  it('leaves the title for the body on Enter, and changes nothing', async () => {
    const heard = new Heard();
    const person = userEvent.setup();
    render(<AuthorCard {...cardProps({ title: 'A' }, heard)} />);
    await person.type(field('Title'), '{Enter}');
    expect(heard.enters).toBe(1);
    expect(heard.changes).toEqual([]);
  });

  it('stays in the title when Enter ends the composition of a character', () => {
    const heard = new Heard();
    render(<AuthorCard {...cardProps({ title: 'A' }, heard)} />);
    fireEvent.keyDown(field('Title'), { key: 'Enter', isComposing: true });
    expect(heard.enters).toBe(0);
  });

  it('keeps what is typed when the value comes back without its last space, or late', async () => {
    const person = userEvent.setup();
    const { rerender } = render(<AuthorCard {...cardProps({ title: 'A' })} />);
    await person.type(field('Title'), ' b ');
    rerender(<AuthorCard {...cardProps({ title: 'A b' })} />);
    expect(field('Title')).toHaveProperty('value', 'A b ');
    await person.type(field('Title'), 'c');
    rerender(<AuthorCard {...cardProps({ title: 'A b c' })} />);
    expect(field('Title')).toHaveProperty('value', 'A b c');
  });

  it('follows a value that changes from outside', async () => {
    const person = userEvent.setup();
    const { rerender } = render(<AuthorCard {...cardProps({ title: 'A' })} />);
    await person.type(field('Title'), 'b');
    rerender(<AuthorCard {...cardProps({ title: 'From elsewhere' })} />);
    expect(field('Title')).toHaveProperty('value', 'From elsewhere');
  });

  it('names the host of a remote picture and requests nothing', () => {
    const { container } = render(<AuthorCard {...cardProps({ thumbnail: 'https://example.org/a.png' })} />);
    expect(screen.getByText('Picture on example.org, not loaded')).toBeTruthy();
    expect(container.querySelector('img')).toBeNull();
  });

  it('says why a picture can’t be shown', () => {
    render(<AuthorCard {...cardProps({ authorImage: 'javascript:alert(1)' })} />);
    expect(field('Author image').getAttribute('aria-invalid')).toBe('true');
    expect(screen.getByRole('status').textContent).toContain('Pictures from "javascript:" are not allowed.');
  });

  it('can only be read where it is not editable', () => {
    render(<AuthorCard {...cardProps({ title: 'A', authorImage: '' })} editable={false} />);
    expect(field('Title')).toHaveProperty('readOnly', true);
    expect(field('Author image')).toHaveProperty('readOnly', true);
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('takes a picture from this computer where one is chosen', async () => {
    const heard = new Heard();
    const user = userEvent.setup();
    render(<AuthorCard {...cardProps({ authorImage: '' }, heard)} />);
    await user.click(screen.getByRole('button', { name: 'Choose author image' }));
    await user.upload(
      await screen.findByLabelText('Picture to upload'),
      new File(['x'], 'ada.png', { type: 'image/png' }),
    );
    await waitFor(() => expect(heard.changes).toEqual(['authorImage: /images/ada.png']));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });
});

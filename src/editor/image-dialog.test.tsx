import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ImageDialog, type ImageDialogProps, type ImageValue } from './image-dialog.tsx';

/** jsdom has no layout: nothing ever comes into view. */
class NothingInView {
  observe(): void {}
  disconnect(): void {}
}

beforeEach(() => vi.stubGlobal('IntersectionObserver', NothingInView));
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function renderDialog(props: Partial<ImageDialogProps> = {}): ImageValue[] {
  const submitted: ImageValue[] = [];
  render(
    <ImageDialog
      initial={null}
      listImages={() => Promise.resolve(['images/cat.jpg', 'images/dog.png'])}
      loadImage={() => Promise.resolve(undefined)}
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

describe('ImageDialog', () => {
  it('gives the address of a picture of the repository, its text and no caption', async () => {
    const person = userEvent.setup();
    const submitted = renderDialog();
    await person.click(await screen.findByRole('button', { name: 'images/cat.jpg' }));
    expect(field('Address')).toHaveProperty('value', '/images/cat.jpg');
    await person.type(field('Alternative text'), 'A cat');
    await person.click(screen.getByRole('button', { name: 'Insert image' }));
    expect(submitted).toEqual([{ src: '/images/cat.jpg', alt: 'A cat', title: null }]);
  });

  it('finds pictures by words of their path', async () => {
    const person = userEvent.setup();
    renderDialog();
    await screen.findByText('2 pictures');
    await person.type(screen.getByRole('searchbox', { name: 'Search pictures' }), 'png DOG');
    expect(await screen.findByText('1 picture')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'images/cat.jpg' })).toBeNull();
  });

  it('draws two hundred pictures at most, and says so', async () => {
    const paths = Array.from({ length: 250 }, (_, index) => `images/${index}.png`);
    renderDialog({ listImages: () => Promise.resolve(paths) });
    expect(await screen.findByText('200 of 250 pictures are shown. Search to see the others.')).toBeTruthy();
    expect(screen.getAllByRole('button', { name: /^images\// })).toHaveLength(200);
  });

  it.each(['javascript:alert(1)', 'data:image/svg+xml;base64,PHN2Zz4=', 'file:///x.png'])(
    'refuses %j in words',
    async (address) => {
      const person = userEvent.setup();
      const submitted = renderDialog();
      await person.click(field('Address'));
      await person.paste(address);
      await person.click(screen.getByRole('button', { name: 'Insert image' }));
      expect(submitted).toEqual([]);
      expect(screen.getByText(/^This address can’t be used\. Pictures from .+ are not allowed\.$/)).toBeTruthy();
    },
  );

  it('names the host of a remote picture', async () => {
    const person = userEvent.setup();
    renderDialog();
    await person.type(field('Address'), 'https://example.org/a.png');
    expect(screen.getByText('On example.org: readers load it from there, it is not shown here.')).toBeTruthy();
  });

  it('starts from the image that is changed', async () => {
    const person = userEvent.setup();
    const initial = { src: '/a.png', alt: 'A', title: 'Caption' };
    const submitted = renderDialog({ initial });
    await person.click(screen.getByRole('button', { name: 'Change image' }));
    expect(submitted).toEqual([initial]);
  });

  it('says so when the pictures can’t be listed', async () => {
    renderDialog({ listImages: () => Promise.reject(new Error('offline')) });
    expect(await screen.findByText(/can’t be listed right now/)).toBeTruthy();
  });

  it('[E43] asks what a new picture shows, or to say that it is decoration', async () => {
    const person = userEvent.setup();
    const submitted = renderDialog();
    await person.type(field('Address'), '/a.png');
    await person.click(screen.getByRole('button', { name: 'Insert image' }));
    expect(submitted).toEqual([]);
    expect(document.activeElement).toBe(field('Alternative text'));
    await person.click(screen.getByRole('checkbox', { name: /^Decoration only/ }));
    await person.click(screen.getByRole('button', { name: 'Insert image' }));
    expect(submitted).toEqual([{ src: '/a.png', alt: '', title: null }]);
  });

  it('[E43] gives the width, in pixels or as a share, and refuses others in words', async () => {
    const person = userEvent.setup();
    const submitted = renderDialog({ initial: { src: '/a.png', alt: 'A', title: null } });
    await person.type(field('Width'), '20em');
    await person.click(screen.getByRole('button', { name: 'Change image' }));
    expect(submitted).toEqual([]);
    expect(screen.getByText(/^A number of pixels/)).toBeTruthy();
    await person.clear(field('Width'));
    await person.type(field('Width'), '50%');
    await person.click(screen.getByRole('button', { name: 'Change image' }));
    expect(submitted).toEqual([{ src: '/a.png', alt: 'A', title: null, width: '50%' }]);
  });
});

import { linkVerdict } from '#base';
import { Button, Dialog, TextField } from '#ui';
import type { Node } from '@tiptap/pm/model';
import { useCallback, useId, useMemo, useRef, useState } from 'react';
import { completeAddress } from './complete-address.ts';
import { AddressField } from './links/address-field.tsx';
import { headingLinks, writtenAddresses } from './links/heading-links.ts';
import type { LinkSuggestion, PostLinks } from './links/post-links.ts';
import { useDestination, type Destination } from './links/use-destination.ts';

export interface LinkValue {
  readonly href: string;
  readonly text: string;
}

export interface LinkDialogProps {
  readonly initial: LinkValue;
  readonly links: PostLinks;
  /** The text of this post: its headings are goals too, and new addresses are written as its own are. */
  readonly document: Node;
  /** True when there is text that becomes the link; else the dialog asks for it. */
  readonly hasText: boolean;
  /** Gets an address that a link may have; the caller closes the dialog. */
  readonly onSubmit: (value: LinkValue) => void;
  /** Present when there is a link to remove. */
  readonly onRemove?: () => void;
  readonly onClose: () => void;
}

const mostHeadings = 3;

function addressProblem(address: string): string | undefined {
  if (address === '') return 'Type the address that the link leads to.';
  const verdict = linkVerdict(address);
  return verdict.kind === 'refused' ? `This address can’t be used. ${verdict.reason}` : undefined;
}

function addressHint(typed: string, { address, words }: Destination): string | undefined {
  if (address === '') return 'A web address, a mail address, or words of the title of the post to link to.';
  return words ?? (address === typed.trim() ? undefined : `Leads to ${address}`);
}

/** Text that can only be meant as an address. */
const addressLike = /^(?:[a-z][a-z0-9+.-]*:|[./])/i;

/** Asks where a link leads, and for its text where none is selected. An address that is not safe is refused in words. */
export function LinkDialog({ initial, links, document, hasText, onSubmit, onRemove, onClose }: LinkDialogProps) {
  const formId = useId();
  const addressField = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(initial.href);
  const [text, setText] = useState(initial.text);
  const [wasRefused, setRefused] = useState(false);
  // An address that was already there stays as it is written.
  const href = typed === initial.href ? typed : completeAddress(typed);
  const problem = addressProblem(href);
  const headings = useMemo(() => headingLinks(document), [document]);
  const written = useMemo(() => writtenAddresses(document), [document]);
  const destination = useDestination(href, links, headings);
  const suggest = useCallback(
    async (words: string): Promise<readonly LinkSuggestion[]> => {
      const query = words.trim().toLowerCase();
      if (query.startsWith('#')) return headings.filter(({ address }) => address.slice(1).includes(query.slice(1)));
      if (addressLike.test(query)) return [];
      const own = headings.filter(({ title }) => title.toLowerCase().includes(query)).slice(0, mostHeadings);
      return [...(await links.search(query, written)), ...own];
    },
    [headings, links, written],
  );

  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title="Link"
      initialFocus={addressField}
      footer={
        <>
          {onRemove !== undefined && (
            <Button look="quiet" className="me-auto" onClick={onRemove}>
              Remove link
            </Button>
          )}
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} look="primary">
            {initial.href === '' ? 'Add link' : 'Change link'}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        noValidate
        className="flex flex-col gap-4 pt-1"
        onSubmit={(event) => {
          event.preventDefault();
          // A dialog is inside the editor for React, though not in the page.
          event.stopPropagation();
          if (problem !== undefined) {
            setRefused(true);
            addressField.current?.focus();
            return;
          }
          onSubmit({ href, text });
        }}
      >
        <AddressField
          ref={addressField}
          value={typed}
          onValueChange={setTyped}
          suggest={suggest}
          onChoose={({ title, address }) => {
            setTyped(address);
            if (!hasText && text === '') setText(title);
          }}
          hint={addressHint(typed, destination)}
          isCaution={destination.isCaution}
          error={wasRefused || href !== '' ? problem : undefined}
        />
        {!hasText && (
          <TextField
            label="Text"
            value={text}
            onValueChange={setText}
            hint="What readers see; the address itself when empty."
            autoComplete="off"
          />
        )}
      </form>
    </Dialog>
  );
}

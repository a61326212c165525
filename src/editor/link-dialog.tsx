import { linkVerdict } from '#base';
import { Button, Dialog, TextField } from '#ui';
import { useId, useRef, useState } from 'react';
import { completeAddress } from './complete-address.ts';

export interface LinkValue {
  readonly href: string;
  readonly text: string;
}

export interface LinkDialogProps {
  readonly initial: LinkValue;
  /** True when there is text that becomes the link; else the dialog asks for it. */
  readonly hasText: boolean;
  /** Gets an address that a link may have; the caller closes the dialog. */
  readonly onSubmit: (value: LinkValue) => void;
  /** Present when there is a link to remove. */
  readonly onRemove?: () => void;
  readonly onClose: () => void;
}

function addressProblem(address: string): string | undefined {
  if (address === '') return 'Type the address that the link leads to.';
  const verdict = linkVerdict(address);
  return verdict.kind === 'refused' ? `This address can’t be used. ${verdict.reason}` : undefined;
}

function addressHint(typed: string, address: string): string | undefined {
  if (address === '') return 'A web address, a page of this site such as /about, or a mail address.';
  return address === typed.trim() ? undefined : `Leads to ${address}`;
}

/** Asks where a link leads, and for its text where none is selected. An address that is not safe is refused in words. */
export function LinkDialog({ initial, hasText, onSubmit, onRemove, onClose }: LinkDialogProps) {
  const formId = useId();
  const addressField = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(initial.href);
  const [text, setText] = useState(initial.text);
  const [wasRefused, setRefused] = useState(false);
  // An address that was already there stays as it is written.
  const href = typed === initial.href ? typed : completeAddress(typed);
  const problem = addressProblem(href);
  const hint = addressHint(typed, href);

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
        <TextField
          ref={addressField}
          label="Address"
          value={typed}
          onValueChange={setTyped}
          {...(hint === undefined ? {} : { hint })}
          error={wasRefused || href !== '' ? problem : undefined}
          placeholder="https://"
          inputMode="url"
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
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

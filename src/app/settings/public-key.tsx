import { Button, TextArea } from '#ui';
import { useState, type ReactNode } from 'react';

/** The public key as a host takes it, with the way to copy it, and beside that `children`. */
export function PublicKey({ line, children }: { readonly line: string; readonly children: ReactNode }) {
  const [copied, setCopied] = useState<'yes' | 'no' | undefined>();
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(line);
      setCopied('yes');
    } catch {
      setCopied('no');
    }
  };
  return (
    <div className="mt-4">
      <TextArea
        label="Public key"
        readOnly
        value={line}
        onValueChange={() => undefined}
        onFocus={(event) => event.target.select()}
        className="font-mono text-[0.8125rem] wrap-anywhere"
        hint="Add it to your account on the git host as a signing key; on GitHub under Settings, “SSH and GPG keys”, “New SSH key”, with the type “Signing Key”. The secret half never leaves this browser."
      />
      <div className="mt-3 flex flex-wrap items-center gap-2">
        <Button size="small" onClick={() => void copy()}>
          Copy the public key
        </Button>
        {children}
        <span aria-live="polite" className="text-[0.8125rem] text-ink-faint">
          {copied === 'yes' && 'Copied.'}
          {copied === 'no' && 'The browser did not let it be copied. Select the key and copy it.'}
        </span>
      </div>
    </div>
  );
}

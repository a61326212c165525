import { Button, Spinner } from '#ui';
import { Upload } from 'lucide-react';
import { useRef, useState } from 'react';
import type { UploadImage } from './paste/uploads.ts';

export interface UploadButtonProps {
  readonly onUpload: UploadImage;
  /** Gets the address of the picture once it is kept. */
  readonly onUploaded: (address: string) => void;
}

/** "Upload…": takes a picture from this computer, and says in words when it can't. */
export function UploadButton({ onUpload, onUploaded }: UploadButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  const take = async (file: File): Promise<void> => {
    setBusy(true);
    setRefusal(undefined);
    try {
      const outcome = await onUpload(file);
      if (outcome.kind === 'added') onUploaded(outcome.address);
      else setRefusal(`“${file.name}” was not added. ${outcome.reason}`);
    } catch (error) {
      reportError(error);
      setRefusal(`“${file.name}” could not be kept in this browser.`);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="flex flex-col items-start gap-1">
      <Button size="small" disabled={isBusy} onClick={() => input.current?.click()}>
        {isBusy ? <Spinner /> : <Upload aria-hidden="true" />} Upload…
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept="image/png,image/jpeg,image/webp,image/gif,image/avif,image/bmp"
        aria-label="Picture to upload"
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file !== undefined) take(file).catch((error: unknown) => reportError(error));
          // The same file may be chosen again.
          event.target.value = '';
        }}
      />
      <output className="text-[0.8125rem] text-danger empty:hidden">{refusal}</output>
    </div>
  );
}

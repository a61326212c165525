import { imageVerdict } from '#base';
import { Button, Dialog, TextField } from '#ui';
import { useId, useRef, useState } from 'react';
import { ImagePicker } from './image-picker.tsx';
import type { UploadImage } from './paste/uploads.ts';
import { UploadButton } from './upload-button.tsx';
import { LoadedImage } from './loaded-image.tsx';

/** An image as Markdown writes it: `![alt](src "title")`. */
export interface ImageValue {
  readonly src: string;
  readonly alt: string;
  readonly title: string | null;
}

export interface ImageDialogProps {
  /** The image to change; null to insert one. */
  readonly initial: ImageValue | null;
  readonly listImages: () => Promise<readonly string[]>;
  readonly loadImage: (address: string) => Promise<Blob | undefined>;
  /** Takes a picture from this computer; without it there is no "Upload…". */
  readonly onUpload?: UploadImage;
  /** Gets an address that may be shown or written; the caller closes the dialog. */
  readonly onSubmit: (value: ImageValue) => void;
  readonly onClose: () => void;
}

function addressProblem(address: string): string | undefined {
  if (address.trim() === '') return 'Choose a picture or type its address.';
  const verdict = imageVerdict(address);
  return verdict.kind === 'refused' ? `This address can’t be used. ${verdict.reason}` : undefined;
}

function addressHint(address: string): string | undefined {
  const verdict = address.trim() === '' ? undefined : imageVerdict(address);
  return verdict?.kind === 'remote'
    ? `On ${verdict.host}: readers load it from there, it is not shown here.`
    : undefined;
}

/** Asks for a picture: its address or one of the repository's, what it shows, and a caption. */
export function ImageDialog({ initial, listImages, loadImage, onUpload, onSubmit, onClose }: ImageDialogProps) {
  const formId = useId();
  const addressField = useRef<HTMLInputElement>(null);
  const [src, setSrc] = useState(initial?.src ?? '');
  const [alt, setAlt] = useState(initial?.alt ?? '');
  const [caption, setCaption] = useState(initial?.title ?? '');
  const [wasRefused, setRefused] = useState(false);
  const problem = addressProblem(src);
  // An empty field is no mistake until it is submitted; a forbidden address is one as soon as it stands there.
  const error = wasRefused || src.trim() !== '' ? problem : undefined;
  const hint = addressHint(src);
  const hasPreview = src.trim() !== '' && problem === undefined;

  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title="Image"
      size="large"
      initialFocus={addressField}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} look="primary">
            {initial === null ? 'Insert image' : 'Change image'}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        noValidate
        className="grid gap-x-6 gap-y-5 pt-1 md:grid-cols-2"
        onSubmit={(event) => {
          event.preventDefault();
          // A dialog is inside the editor for React, though not in the page.
          event.stopPropagation();
          if (problem !== undefined) {
            setRefused(true);
            addressField.current?.focus();
            return;
          }
          onSubmit({ src: src.trim(), alt, title: caption.trim() === '' ? null : caption });
        }}
      >
        <div className="flex flex-col gap-4">
          <TextField
            ref={addressField}
            label="Address"
            value={src}
            onValueChange={setSrc}
            {...(hint === undefined ? {} : { hint })}
            error={error}
            placeholder="/images/picture.jpg"
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
          />
          {onUpload !== undefined && <UploadButton onUpload={onUpload} onUploaded={setSrc} />}
          <TextField
            label="Alternative text"
            value={alt}
            onValueChange={setAlt}
            hint="What the picture shows, for readers who can’t see it. Empty if it is decoration only."
            autoComplete="off"
          />
          <TextField label="Caption" value={caption} onValueChange={setCaption} hint="Optional." autoComplete="off" />
          {hasPreview && (
            <LoadedImage
              address={src.trim()}
              alt={alt}
              loadImage={loadImage}
              className="h-36 w-full rounded-md bg-sunken object-contain"
            />
          )}
        </div>
        <ImagePicker listImages={listImages} loadImage={loadImage} chosen={src} onChoose={setSrc} />
      </form>
    </Dialog>
  );
}

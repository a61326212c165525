import { imageVerdict } from '#base';
import { Button, Checkbox, Dialog, TextField } from '#ui';
import { useId, useRef, useState } from 'react';
import { ImagePicker } from './image-picker.tsx';
import type { UploadImage } from './paste/uploads.ts';
import { UploadButton } from './upload-button.tsx';
import { LoadedImage } from './loaded-image.tsx';

/** A picture, however it is written. */
export interface ImageValue {
  readonly src: string;
  readonly alt: string;
  /** The caption: the title that Markdown writes, or what stands below a figure. */
  readonly title: string | null;
  /** In pixels, or a share of the page as "50%"; empty or left out for its own size. */
  readonly width?: string;
  /** The caption has formats that a line of text can't hold; it stays as it is. */
  readonly isCaptionFixed?: true;
}

export interface ImageDialogProps {
  /** The image to change; null to insert one. */
  readonly initial: ImageValue | null;
  /** Begins in the field for what the picture shows. */
  readonly focus?: 'alt';
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

function widthProblem(width: string): string | undefined {
  const isSize = /^(?:[1-9]\d{0,3}|(?:[1-9]\d?|100)%)?$/.test(width);
  return isSize ? undefined : 'A number of pixels such as 480, or a share of the page such as 50%.';
}

/** Asks for a picture: its address or one of the repository's, what it shows, and a caption. */
export function ImageDialog(props: ImageDialogProps) {
  const { initial, focus, listImages, loadImage, onUpload, onSubmit, onClose } = props;
  const formId = useId();
  const addressField = useRef<HTMLInputElement>(null);
  const [src, setSrc] = useState(initial?.src ?? '');
  const [alt, setAlt] = useState(initial?.alt ?? '');
  const [caption, setCaption] = useState(initial?.title ?? '');
  const [width, setWidth] = useState(initial?.width ?? '');
  // Markdown writes a decorative picture as one without a text: of one that is there it can't be told apart.
  const [isDecorative, setDecorative] = useState(initial?.alt === '' && focus === undefined);
  const altField = useRef<HTMLInputElement>(null);
  const [wasRefused, setRefused] = useState(false);
  const problem = addressProblem(src);
  // An empty field is no mistake until it is submitted; a forbidden address is one as soon as it stands there.
  const error = wasRefused || src.trim() !== '' ? problem : undefined;
  const isUndescribed = alt.trim() === '' && !isDecorative;
  const hasNewWidth = width.trim() !== (initial?.width ?? '');
  const sizeError = hasNewWidth ? widthProblem(width.trim()) : undefined;
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
      initialFocus={focus === 'alt' ? altField : addressField}
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
          if (isUndescribed) {
            setRefused(true);
            altField.current?.focus();
            return;
          }
          if (sizeError !== undefined) return;
          onSubmit({
            ...initial,
            src: src.trim(),
            alt: isDecorative ? '' : alt,
            title: caption.trim() === '' ? null : caption,
            ...(width.trim() === '' && initial?.width === undefined ? {} : { width: width.trim() }),
          });
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
            ref={altField}
            label="Alternative text"
            value={alt}
            onValueChange={(text) => {
              setAlt(text);
              if (text !== '') setDecorative(false);
            }}
            hint="What the picture shows, for readers who can’t see it."
            error={
              wasRefused && isUndescribed ? 'Say what the picture shows, or that it is decoration only.' : undefined
            }
            autoComplete="off"
          />
          <Checkbox
            checked={isDecorative}
            onCheckedChange={(checked) => {
              setDecorative(checked);
              if (checked) setAlt('');
            }}
          >
            Decoration only: readers miss nothing without it
          </Checkbox>
          <TextField
            label="Caption"
            value={caption}
            onValueChange={setCaption}
            hint={initial?.isCaptionFixed === true ? 'It has formats: change it in its source.' : 'Optional.'}
            disabled={initial?.isCaptionFixed === true}
            autoComplete="off"
          />
          <TextField
            label="Width"
            value={width}
            onValueChange={setWidth}
            hint="In pixels, or a share such as 50%. Empty for its own size."
            error={sizeError}
            autoComplete="off"
            inputMode="numeric"
          />
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

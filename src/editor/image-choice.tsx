import { Button, Dialog } from '#ui';
import { useState } from 'react';
import { ImagePicker, type ImagePickerProps } from './image-picker.tsx';
import type { UploadImage } from './paste/uploads.ts';
import { UploadButton } from './upload-button.tsx';

export interface ImageChoiceProps extends Omit<ImagePickerProps, 'onChoose'> {
  /** What is chosen, in the middle of a sentence: "author image". */
  readonly what: string;
  readonly onChoose: (address: string) => void;
  readonly onUpload: UploadImage;
}

/** A small button that opens the repository's pictures; the one that is pressed, or uploaded there, is chosen. */
export function ImageChoice({ what, onChoose, onUpload, ...picker }: ImageChoiceProps) {
  const [isOpen, setOpen] = useState(false);
  const choose = (address: string): void => {
    setOpen(false);
    onChoose(address);
  };
  return (
    <>
      <Button
        size="small"
        look="quiet"
        aria-label={`Choose ${what}`}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        Choose…
      </Button>
      <Dialog open={isOpen} onOpenChange={setOpen} title={`Choose ${what}`} size="large">
        <div className="flex flex-col gap-3">
          <UploadButton onUpload={onUpload} onUploaded={choose} />
          <ImagePicker {...picker} onChoose={choose} />
        </div>
      </Dialog>
    </>
  );
}

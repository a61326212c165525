import { Button, Dialog } from '#ui';
import { useState } from 'react';
import { ImagePicker, type ImagePickerProps } from './image-picker.tsx';

export interface ImageChoiceProps extends Omit<ImagePickerProps, 'onChoose'> {
  /** What is chosen, in the middle of a sentence: "author image". */
  readonly what: string;
  readonly onChoose: (address: string) => void;
}

/** A small button that opens the repository's pictures; the one that is pressed is chosen. */
export function ImageChoice({ what, onChoose, ...picker }: ImageChoiceProps) {
  const [isOpen, setOpen] = useState(false);
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
        <ImagePicker
          {...picker}
          onChoose={(address) => {
            setOpen(false);
            onChoose(address);
          }}
        />
      </Dialog>
    </>
  );
}

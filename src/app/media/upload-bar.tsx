import { Button, Checkbox, Notice, Spinner } from '#ui';
import { useMutation } from '@tanstack/react-query';
import { Upload } from 'lucide-react';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { describeError } from '../errors/describe-error.ts';
import { useServices } from '../services-context.ts';
import { uploadImages, type UploadedImage } from './upload-images.ts';

const accepted = 'image/png,image/jpeg,image/webp,image/gif,image/avif,image/bmp';

/** Uploads images by button or by dropping them on the page, and says what became of each. */
export function UploadBar() {
  const { workspace } = useServices();
  const input = useRef<HTMLInputElement>(null);
  const [keepOriginal, setKeepOriginal] = useState(false);
  const [progress, setProgress] = useState({ done: 0, total: 0 });
  const [isOver, setOver] = useState(false);
  const upload = useMutation({
    mutationFn: (files: readonly File[]) => {
      setProgress({ done: 0, total: files.length });
      return uploadImages(workspace, files, {
        keepOriginal,
        onDone: (done) => setProgress({ done, total: files.length }),
      });
    },
  });
  const take = (files: readonly File[]): void => {
    if (files.length > 0 && !upload.isPending) upload.mutate(files);
  };
  const takeDropped = useEffectEvent(take);
  useEffect(() => {
    const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;
    const over = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent): void => {
      setOver(false);
      if (!hasFiles(event)) return;
      event.preventDefault();
      takeDropped([...(event.dataTransfer?.files ?? [])]);
    };
    document.addEventListener('dragover', over);
    document.addEventListener('dragleave', leave);
    document.addEventListener('drop', drop);
    return () => {
      document.removeEventListener('dragover', over);
      document.removeEventListener('dragleave', leave);
      document.removeEventListener('drop', drop);
    };
  }, []);
  return (
    <div className="mb-6 flex flex-col gap-3">
      <div
        data-over={isOver || undefined}
        className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-lg border border-dashed border-rule px-4 py-3 text-sm text-ink-soft data-over:border-accent data-over:bg-accent-wash"
      >
        <Button size="small" disabled={upload.isPending} onClick={() => input.current?.click()}>
          <Upload aria-hidden="true" /> Upload images…
        </Button>
        <input
          ref={input}
          type="file"
          multiple
          hidden
          accept={accepted}
          aria-label="Images to upload"
          onChange={(event) => {
            take([...(event.target.files ?? [])]);
            // The same file may be chosen again.
            event.target.value = '';
          }}
        />
        <span className="max-sm:hidden">{isOver ? 'Let go to upload' : 'or drop them anywhere on this page'}</span>
        <Checkbox checked={keepOriginal} onCheckedChange={setKeepOriginal} className="sm:ms-auto">
          Keep original files
        </Checkbox>
      </div>
      <p className="text-[0.8125rem] text-ink-faint">
        {keepOriginal
          ? 'Files are taken as they are, with their full size and what the camera wrote into them, such as the place.'
          : 'Large pictures are made smaller, and place and camera data are taken out.'}
      </p>
      <output className="contents">
        {upload.isPending && (
          <span className="flex items-center gap-2 text-sm">
            <Spinner /> {progress.done} of {progress.total} uploaded…
          </span>
        )}
        {upload.isSuccess && <UploadResult images={upload.data} />}
      </output>
    </div>
  );
}

function UploadResult({ images }: { readonly images: readonly UploadedImage[] }) {
  const added = images.filter(({ outcome }) => outcome.kind === 'added' && !outcome.isReused);
  const reused = images.filter(({ outcome }) => outcome.kind === 'added' && outcome.isReused);
  const refused = images.filter(({ outcome }) => outcome.kind !== 'added');
  return (
    <>
      {(added.length > 0 || reused.length > 0) && (
        <span className="text-sm text-ink-soft">
          {added.length > 0 &&
            `${added.length === 1 ? 'One image is' : `${added.length} images are`} kept in this browser until you publish. `}
          {reused.map(({ name, outcome }) =>
            outcome.kind === 'added' ? `“${name}” is there already: ${outcome.path}. ` : '',
          )}
        </span>
      )}
      {refused.length > 0 && (
        <Notice
          tone="caution"
          title={refused.length === 1 ? 'One file was not added' : `${refused.length} files were not added`}
        >
          <ul className="list-disc ps-5">
            {refused.map(({ name, outcome }) => (
              <li key={name}>
                “{name}”: {outcome.kind === 'refused' ? outcome.reason : ''}
                {outcome.kind === 'failed' ? describeError(outcome.error).sentence : ''}
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </>
  );
}

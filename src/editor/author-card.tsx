import { imageVerdict } from '#base';
import type { PostField, PostFields } from '#content';
import { classNames } from '#ui';
import { UserRound } from 'lucide-react';
import { useFieldDraft } from './field-draft.ts';
import { ImageChoice } from './image-choice.tsx';
import { LoadedImage } from './loaded-image.tsx';
import { TitleField } from './title-field.tsx';

export interface AuthorCardProps {
  /** A field without a key here has no place in the post's format, and is not shown. */
  readonly fields: PostFields;
  readonly editable: boolean;
  readonly onFieldChange: (field: PostField, value: string) => void;
  /** Enter in the title: the writing goes on in the body. */
  readonly onTitleEnter: () => void;
  /** The language of the post, where it is known. */
  readonly language?: string | undefined;
  readonly loadImage: (address: string) => Promise<Blob | undefined>;
  readonly listImages: () => Promise<readonly string[]>;
}

const quietField =
  'min-w-0 rounded-sm border-b border-transparent bg-transparent outline-none placeholder:text-ink-faint ' +
  'hover:border-rule focus-visible:border-accent focus-visible:outline-none';

interface FieldProps extends Pick<AuthorCardProps, 'editable' | 'loadImage' | 'listImages'> {
  readonly value: string;
  readonly onValueChange: (value: string) => void;
}

function AuthorNameField({ value, editable, onValueChange }: FieldProps) {
  const [draft, setDraft] = useFieldDraft(value, onValueChange);
  return (
    <input
      type="text"
      aria-label="Author name"
      placeholder="Author name"
      value={draft}
      readOnly={!editable}
      onChange={(event) => setDraft(event.target.value)}
      autoComplete="off"
      className={classNames(quietField, 'w-full text-[0.9375rem] font-medium text-ink')}
    />
  );
}

interface AddressFieldProps extends FieldProps {
  readonly name: 'Author image' | 'Thumbnail image';
}

function AddressField({ name, value, editable, onValueChange, loadImage, listImages }: AddressFieldProps) {
  const [draft, setDraft] = useFieldDraft(value, onValueChange);
  const verdict = draft === '' ? undefined : imageVerdict(draft);
  return (
    <div className="flex min-w-0 flex-col">
      <div className="flex min-w-0 items-center gap-2 text-[0.8125rem]">
        <span aria-hidden="true" className="shrink-0 text-ink-faint">
          {name}
        </span>
        <input
          type="text"
          aria-label={name}
          placeholder="None"
          value={draft}
          readOnly={!editable}
          onChange={(event) => setDraft(event.target.value)}
          aria-invalid={verdict?.kind === 'refused' ? true : undefined}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          className={classNames(quietField, 'flex-1 truncate py-0.5 text-ink-soft')}
        />
        {editable && (
          <ImageChoice
            what={name.toLowerCase()}
            chosen={draft}
            onChoose={setDraft}
            listImages={listImages}
            loadImage={loadImage}
          />
        )}
      </div>
      {verdict?.kind === 'refused' && (
        <output className="text-[0.8125rem] text-danger">This picture can’t be shown. {verdict.reason}</output>
      )}
    </div>
  );
}

function AuthorPicture({ address, loadImage }: Pick<AuthorCardProps, 'loadImage'> & { readonly address: string }) {
  const shape = 'size-11 shrink-0 rounded-full object-cover';
  if (address === '') {
    return (
      <span
        aria-hidden="true"
        className={classNames(shape, 'flex items-center justify-center bg-sunken text-ink-faint')}
      >
        <UserRound className="size-5" />
      </span>
    );
  }
  return <LoadedImage address={address} alt="" loadImage={loadImage} className={shape} compact />;
}

/** The head of a post as readers will see it: cover, title and by-line, each of them a field that can be typed into. */
export function AuthorCard(props: AuthorCardProps) {
  const { fields, editable, onFieldChange, loadImage, listImages } = props;
  const { title, authorName, authorImage, thumbnail } = fields;
  const shared = { editable, loadImage, listImages };
  const hasByline = authorName !== undefined || authorImage !== undefined || thumbnail !== undefined;
  return (
    <header className="flex flex-col gap-5 pb-6">
      {thumbnail !== undefined && thumbnail !== '' && (
        <LoadedImage
          address={thumbnail}
          alt=""
          loadImage={loadImage}
          className="aspect-[21/9] max-h-60 w-full rounded-lg object-cover"
        />
      )}
      {title !== undefined && (
        <TitleField
          value={title}
          editable={editable}
          onValueChange={(value) => onFieldChange('title', value)}
          onEnter={props.onTitleEnter}
          language={props.language}
        />
      )}
      {hasByline && (
        <div className="flex items-start gap-3">
          {(authorName !== undefined || authorImage !== undefined) && (
            <AuthorPicture address={authorImage ?? ''} loadImage={loadImage} />
          )}
          <div className="flex min-w-0 flex-1 flex-col gap-0.5">
            {authorName !== undefined && (
              <AuthorNameField
                {...shared}
                value={authorName}
                onValueChange={(value) => onFieldChange('authorName', value)}
              />
            )}
            <div className="grid gap-x-6 sm:grid-cols-2">
              {authorImage !== undefined && (
                <AddressField
                  {...shared}
                  name="Author image"
                  value={authorImage}
                  onValueChange={(value) => onFieldChange('authorImage', value)}
                />
              )}
              {thumbnail !== undefined && (
                <AddressField
                  {...shared}
                  name="Thumbnail image"
                  value={thumbnail}
                  onValueChange={(value) => onFieldChange('thumbnail', value)}
                />
              )}
            </div>
          </div>
        </div>
      )}
    </header>
  );
}

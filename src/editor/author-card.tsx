import { imageVerdict } from '#base';
import type { PostField, PostFields } from '#content';
import { classNames } from '#ui';
import { ImagePlus, UserRound } from 'lucide-react';
import { useId } from 'react';
import { useFieldDraft } from './field-draft.ts';
import { ImageChoice } from './image-choice.tsx';
import { LoadedImage } from './loaded-image.tsx';
import type { UploadImage } from './paste/uploads.ts';
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
  /** Keeps a picture that was chosen from this computer. */
  readonly onUpload: UploadImage;
}

const quietField =
  'min-w-0 rounded-sm border-b border-transparent bg-transparent outline-none placeholder:text-ink-faint ' +
  'hover:border-rule focus-visible:border-accent focus-visible:outline-none';

/** The picture is what one sees; its address comes with the pointer or the focus. */
const onDemand = 'transition-opacity duration-(--motion) not-focus-within:opacity-0';

interface FieldProps extends Pick<AuthorCardProps, 'editable' | 'loadImage' | 'listImages' | 'onUpload'> {
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
      className={classNames(quietField, 'field-sizing-content max-w-[60%] text-[0.9375rem] font-medium text-ink')}
    />
  );
}

interface AddressFieldProps extends FieldProps {
  readonly id: string;
  readonly name: 'Author image' | 'Thumbnail image';
  /** What to say where there is no address. */
  readonly placeholder: string;
  readonly className?: string;
}

function AddressField({ name, value, editable, onValueChange, ...rest }: AddressFieldProps) {
  const [draft, setDraft] = useFieldDraft(value, onValueChange);
  const isRefused = draft !== '' && imageVerdict(draft).kind === 'refused';
  return (
    <div className={classNames('flex min-w-0 items-center gap-2 text-[0.8125rem]', rest.className)}>
      <input
        id={rest.id}
        type="text"
        aria-label={name}
        title={name}
        placeholder={rest.placeholder}
        value={draft}
        readOnly={!editable}
        onChange={(event) => setDraft(event.target.value)}
        aria-invalid={isRefused ? true : undefined}
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
          listImages={rest.listImages}
          loadImage={rest.loadImage}
          onUpload={rest.onUpload}
        />
      )}
    </div>
  );
}

/** Why a picture is not shown, where its address is refused. */
function Refusal({ address }: { readonly address: string }) {
  const verdict = address === '' ? undefined : imageVerdict(address);
  if (verdict?.kind !== 'refused') return null;
  return <output className="text-[0.8125rem] text-danger">This picture can’t be shown. {verdict.reason}</output>;
}

function AuthorPicture({ address, loadImage }: Pick<AuthorCardProps, 'loadImage'> & { readonly address: string }) {
  const shape = 'size-9 shrink-0 rounded-full object-cover';
  if (address === '') {
    return (
      <span
        aria-hidden="true"
        className={classNames(shape, 'flex items-center justify-center bg-sunken text-ink-faint')}
      >
        <UserRound className="size-4.5" />
      </span>
    );
  }
  return <LoadedImage address={address} alt="" loadImage={loadImage} className={shape} compact />;
}

type PictureProps = Omit<FieldProps, 'value'> & { readonly address: string };

/** The cover of the post, its address at its foot; a line that offers one where there is none. */
function Cover({ address, ...shared }: PictureProps) {
  const id = useId();
  const isEmpty = address === '';
  if (isEmpty && !shared.editable) return null;
  return (
    <div className="group relative">
      {!isEmpty && (
        <label htmlFor={id}>
          <LoadedImage
            address={address}
            alt=""
            loadImage={shared.loadImage}
            className="aspect-[21/9] max-h-72 w-full rounded-lg object-cover"
          />
        </label>
      )}
      <div
        className={
          isEmpty
            ? 'flex items-center gap-3 not-hover:not-focus-within:[&_button]:opacity-0'
            : classNames(
                onDemand,
                'absolute inset-x-2 bottom-2 rounded-md border border-rule bg-raised px-3 py-1 group-hover:opacity-100',
              )
        }
      >
        {isEmpty && (
          <label htmlFor={id} className="flex w-9 shrink-0 justify-center text-ink-faint">
            <ImagePlus aria-hidden="true" className="size-4.5" />
          </label>
        )}
        <AddressField
          {...shared}
          id={id}
          name="Thumbnail image"
          value={address}
          placeholder="Add a cover picture"
          className="flex-1"
        />
      </div>
      <Refusal address={address} />
    </div>
  );
}

/** The head of a post as readers will see it: title, by-line and cover, each of them a field that can be typed into. */
export function AuthorCard(props: AuthorCardProps) {
  const { fields, editable, onFieldChange, loadImage, listImages, onUpload } = props;
  const { title, authorName, authorImage, thumbnail } = fields;
  const shared = { editable, loadImage, listImages, onUpload };
  const pictureId = useId();
  return (
    <header className="flex flex-col gap-4 pb-6">
      {title !== undefined && (
        <TitleField
          value={title}
          editable={editable}
          onValueChange={(value) => onFieldChange('title', value)}
          onEnter={props.onTitleEnter}
          language={props.language}
        />
      )}
      {(authorName !== undefined || authorImage !== undefined) && (
        <div data-beside-text>
          <div className="group flex min-h-9 items-center gap-3">
            <label htmlFor={pictureId}>
              <AuthorPicture address={authorImage ?? ''} loadImage={loadImage} />
            </label>
            {authorName !== undefined && (
              <AuthorNameField
                {...shared}
                value={authorName}
                onValueChange={(value) => onFieldChange('authorName', value)}
              />
            )}
            {authorImage !== undefined && (
              <AddressField
                {...shared}
                id={pictureId}
                name="Author image"
                value={authorImage}
                placeholder="Add a picture of the author"
                onValueChange={(value) => onFieldChange('authorImage', value)}
                className={classNames(onDemand, 'flex-1 group-focus-within:opacity-100 group-hover:opacity-100')}
              />
            )}
          </div>
          <Refusal address={authorImage ?? ''} />
        </div>
      )}
      {thumbnail !== undefined && (
        <div data-beside-text>
          <Cover {...shared} address={thumbnail} onValueChange={(value) => onFieldChange('thumbnail', value)} />
        </div>
      )}
    </header>
  );
}

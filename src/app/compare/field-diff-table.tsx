import type { FieldDiff } from '#content';
import { DiscussButton } from './discuss-button.tsx';
import { Changed, InlineDiffView } from './inline-diff-view.tsx';
import { ComparedImage } from './compared-image.tsx';

const names = {
  title: 'Title',
  authorName: 'Author name',
  authorImage: 'Author image',
  thumbnail: 'Thumbnail image',
} as const;

export interface FieldDiffTableProps {
  readonly fields: readonly FieldDiff[];
  readonly path: string;
  /** Begins a note on a field. */
  readonly onDiscuss?: ((field: { readonly name: string; readonly value: string }) => void) | undefined;
}

/** The fields of a post that differ: words for texts, before and after for pictures. */
export function FieldDiffTable({ fields, path, onDiscuss }: FieldDiffTableProps) {
  return (
    <table aria-label="Changed fields" className="mb-4 w-full text-sm">
      <tbody>
        {fields.map((field) => (
          <tr key={field.field} className="group/note border-b border-rule">
            <th scope="row" className="w-32 py-1.5 pe-4 text-start align-top font-medium text-ink-soft">
              {names[field.field]}
            </th>
            <td className="py-1.5 wrap-anywhere">
              {field.field === 'authorImage' || field.field === 'thumbnail' ? (
                <span className="flex flex-wrap gap-4">
                  <FieldImage address={field.before} change="removed" path={path} />
                  <FieldImage address={field.after} change="added" path={path} />
                </span>
              ) : (
                <InlineDiffView content={field.words} path={path} />
              )}
            </td>
            {onDiscuss !== undefined && (
              <td className="w-7 py-1 align-top">
                <DiscussButton
                  what={names[field.field].toLowerCase()}
                  onClick={() => onDiscuss({ name: names[field.field], value: field.after })}
                />
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface FieldImageProps {
  readonly address: string;
  readonly change: 'added' | 'removed';
  readonly path: string;
}

function FieldImage({ address, change, path }: FieldImageProps) {
  if (address === '') return null;
  return (
    <Changed change={change}>
      <ComparedImage address={address} alternative="" path={path} change={change} />
    </Changed>
  );
}

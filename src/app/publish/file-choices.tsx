import { visibleLine } from '#base';
import { Button, Notice } from '#ui';
import type { FileChoices, FileConflict } from '#workspace';
import { useId, useState } from 'react';

export interface FileChoicesFormProps {
  readonly files: readonly FileConflict[];
  readonly onChosen: (choices: FileChoices) => void;
}

/** Asks whose version stays of each file that both sides changed and that can't be put together as text. */
export function FileChoicesForm({ files, onChosen }: FileChoicesFormProps) {
  const [choices, setChoices] = useState<FileChoices>(new Map());
  const isComplete = files.every(({ path }) => choices.has(path));
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (isComplete) onChosen(choices);
      }}
    >
      <Notice
        urgent
        tone="caution"
        title={files.length === 1 ? 'Conflict: someone else changed a file too' : 'Conflict: others changed files too'}
      >
        Nothing is published yet, and nothing is lost. Say whose version stays.
      </Notice>
      {files.map((file) => (
        <FileChoice
          key={file.path}
          file={file}
          choice={choices.get(file.path)}
          onChoose={(choice) => setChoices(new Map(choices).set(file.path, choice))}
        />
      ))}
      <Button look="primary" type="submit" disabled={!isComplete} className="self-start">
        Publish with these
      </Button>
    </form>
  );
}

interface FileChoiceProps {
  readonly file: FileConflict;
  readonly choice: 'mine' | 'theirs' | undefined;
  readonly onChoose: (choice: 'mine' | 'theirs') => void;
}

function FileChoice({ file: { path, mine, theirs }, choice, onChoose }: FileChoiceProps) {
  const name = useId();
  return (
    <fieldset className="rounded-lg border border-rule p-4 text-sm">
      <legend className="px-1 font-semibold wrap-anywhere">{visibleLine(path)}</legend>
      <p className="mb-2 text-ink-soft">
        You {mine} it; {theirs === 'deleted' ? 'someone else deleted it.' : 'someone else published another version.'}
      </p>
      {(['mine', 'theirs'] as const).map((value) => (
        <label key={value} className="flex items-center gap-3 py-1">
          <input
            type="radio"
            name={name}
            className="accent-accent"
            checked={choice === value}
            onChange={() => onChoose(value)}
          />
          {value === 'mine' ? 'Keep mine' : 'Keep theirs'}
          <span className="text-ink-faint">
            {mine === 'renamed' ? ofPost[value] : words(value === 'mine' ? mine : theirs)}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function words(side: FileConflict['mine']): string {
  return side === 'deleted' ? 'the file goes' : 'the file stays';
}

/** What becomes of a post that was renamed here and deleted by others. */
const ofPost = { mine: 'the post stays, under its new name', theirs: 'the post goes, with what you changed in it' };

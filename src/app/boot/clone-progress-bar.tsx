import { Button, Progress } from '#ui';
import { describeCloneProgress, type CloneProgress } from './clone-progress.ts';

export interface CloneProgressBarProps {
  readonly progress: CloneProgress;
  readonly onCancel: () => void;
}

/** How far a clone is, in words and as a bar, with the way to stop it. */
export function CloneProgressBar({ progress, onCancel }: CloneProgressBarProps) {
  const { phase, detail, share } = describeCloneProgress(progress);
  return (
    <>
      <p aria-live="polite" className="mb-2 text-sm font-medium">
        {phase}
      </p>
      <Progress name="Cloning the repository" value={share} text={detail === '' ? phase : detail} />
      <p className="mt-2 min-h-5 text-sm text-ink-faint tabular-nums">{detail}</p>
      <div className="mt-5">
        <Button onClick={onCancel}>Cancel</Button>
      </div>
    </>
  );
}

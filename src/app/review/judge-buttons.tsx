import { Button } from '#ui';

export interface JudgeButtonsProps {
  /** Whether an approval by this person counts: not where the site asks for approvals and the review is their own. */
  readonly countsApproval: boolean;
  readonly isBusy: boolean;
  readonly onJudge: (isApproval: boolean) => void;
}

/** What can be said of a review as a whole. */
export function JudgeButtons({ countsApproval, isBusy, onJudge }: JudgeButtonsProps) {
  return (
    <>
      {countsApproval && (
        <Button disabled={isBusy} onClick={() => onJudge(true)}>
          Approve
        </Button>
      )}
      <Button disabled={isBusy} onClick={() => onJudge(false)}>
        Request changes
      </Button>
      {!countsApproval && (
        <p className="w-full text-[0.8125rem] text-ink-soft">
          You sent this for review, so someone else has to approve it.
        </p>
      )}
    </>
  );
}

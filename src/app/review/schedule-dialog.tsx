import { Button, Dialog, TextField } from '#ui';
import { useId, useState } from 'react';
import { useServices } from '../services-context.ts';
import { formatDue, readDue, timeZoneName, typedDue } from './schedule-words.ts';

export interface ScheduleDialogProps {
  /** The date that stands already. */
  readonly at: number | null;
  readonly onClose: () => void;
  readonly onSet: (at: number) => void;
}

/** Asks when a review is to be published, in the person's own time zone, and says which moment that is. */
export function ScheduleDialog({ at, onClose, onSet }: ScheduleDialogProps) {
  const { clock } = useServices();
  const [first] = useState(() => typedDue(at ?? tomorrowMorning(clock.now())));
  const [day, setDay] = useState(first.day);
  const [time, setTime] = useState(first.time);
  const [fault, setFault] = useState<string>();
  const formId = useId();
  const due = readDue(day, time);
  const submit = (): void => {
    if (due === undefined) setFault('Give a day and a time.');
    else if (due <= clock.now()) setFault('That time has passed. Choose a later one.');
    else onSet(due);
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title="Publish later"
      description="It is published then if it is still approved and nobody changed it. A tab of Galley has to be open, or the site has a job for it; else it is published when the next tab opens."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" type="submit" form={formId}>
            Set date
          </Button>
        </>
      }
    >
      <form
        id={formId}
        noValidate
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField
            label="Day"
            type="date"
            value={day}
            min={typedDue(clock.now()).day}
            onValueChange={setDay}
            error={fault}
          />
          <TextField label="Time" type="time" value={time} onValueChange={setTime} />
        </div>
        <p className="text-[0.8125rem] text-ink-soft" aria-live="polite">
          {due === undefined ? 'Your time zone is ' : `That is ${formatDue(due)}, in your time zone, `}
          {timeZoneName()}.
        </p>
      </form>
    </Dialog>
  );
}

function tomorrowMorning(now: number): number {
  const date = new Date(now);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + 1, 9).getTime();
}

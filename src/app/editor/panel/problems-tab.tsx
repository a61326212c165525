import { visibleLine } from '#base';
import { problemKinds, type Problem } from '#editor';
import { Button, Checkbox } from '#ui';
import { CircleCheck } from 'lucide-react';
import { useStore } from '../../use-store.ts';
import type { Desk } from '../desk.ts';
import { isCheckOn } from '../is-check-on.ts';
import { checkNames, describeProblem } from './describe-problem.ts';
import type { PanelTabProps } from './panel-tab.ts';
import { useProblems } from './use-problems.ts';

/** What is probably not meant so in the post: a press goes to the place, and what can be mended at once has a button. */
export function ProblemsTab({ desk }: PanelTabProps) {
  const { problems, unchecked } = useProblems(desk);
  if (unchecked !== null) {
    return <p className="text-[0.8125rem] text-ink-soft">{unchecked} Problems are not looked for in it.</p>;
  }
  return (
    <>
      {problems.length === 0 ? (
        <p className="flex items-center gap-2 text-[0.8125rem] text-ink-soft">
          <CircleCheck aria-hidden="true" className="size-4 shrink-0 text-added" /> No problems found.
        </p>
      ) : (
        <ul className="-mx-2 flex flex-col gap-1">
          {problems.map((problem) => (
            <ProblemRow key={`${problem.kind} ${problem.from}`} problem={problem} desk={desk} />
          ))}
        </ul>
      )}
      <CheckChoice desk={desk} />
    </>
  );
}

function ProblemRow({ problem, desk }: PanelTabProps & { readonly problem: Problem }) {
  const { from, to, fix } = problem;
  const words = describeProblem(problem);
  const { readOnly } = useStore(desk.session.state);
  const mend = (): void =>
    desk.goTo((text) => {
      const editor = desk.editor.get();
      if (editor === null) {
        text.reveal(from);
        mendSource(desk, problem).catch((error: unknown) => reportError(error));
        return;
      }
      if (fix?.kind === 'unlink') editor.unlink(from, to);
      if (fix?.kind === 'level') editor.setAttributes(from, { level: fix.level });
      text.reveal(from + 1);
    });
  return (
    <li className="rounded-md [contain-intrinsic-block-size:auto_3.5rem] [content-visibility:auto] hover:bg-hover">
      <button
        type="button"
        onClick={() => desk.goTo((text) => text.select(from, to))}
        className="w-full rounded-md px-2 py-1.5 text-start text-[0.8125rem] leading-snug outline-offset-[-2px]"
      >
        <span className="block font-medium text-ink">{words.title}</span>
        {words.subject !== '' && (
          <span className="line-clamp-2 wrap-anywhere text-ink-soft">{visibleLine(words.subject)}</span>
        )}
      </button>
      {words.fix !== undefined && readOnly === null && (
        <Button size="small" look="quiet" onClick={mend} className="mb-1 ms-1 text-accent hover:text-accent">
          {words.fix}
        </Button>
      )}
    </li>
  );
}

/** What is written meanwhile stays: then the button is there again, at the place as it is by then. */
async function mendSource(desk: Desk, problem: Problem): Promise<void> {
  const source = desk.source.get();
  if (source === null) return;
  const text = source.text();
  const mended = await desk.inspector.mend(text, problem);
  if (mended !== null && source === desk.source.get() && source.text() === text) source.replace(mended);
}

function CheckChoice({ desk }: PanelTabProps) {
  const { checks } = useStore(desk.preferences.state);
  return (
    <details className="mt-6 border-t border-rule pt-3 text-[0.8125rem]">
      <summary className="w-fit rounded-sm py-1 font-medium text-ink-soft hover:text-ink">What is checked</summary>
      <div className="mt-2 flex flex-col gap-2.5">
        {problemKinds.map((kind) => (
          <Checkbox
            key={kind}
            checked={isCheckOn(checks, kind)}
            onCheckedChange={(isOn) => desk.preferences.change({ checks: { ...checks, [kind]: isOn } })}
            className="text-[0.8125rem]"
          >
            {checkNames[kind]}
          </Checkbox>
        ))}
      </div>
    </details>
  );
}

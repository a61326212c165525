import { Suspense } from 'react';
import { laterPart } from '../later-parts.ts';
import { useServices } from '../services-context.ts';
import { useStore } from '../use-store.ts';

const RepositoriesDialog = laterPart(() =>
  import('./repositories-dialog.tsx').then((module) => module.RepositoriesDialog),
);

/** The name of the repository in the shell, which leads to the others, and the dialog that lists them. */
export function RepositorySwitch() {
  const { workspace, commands } = useServices();
  const dialog = useStore(commands.dialog);
  const { name } = workspace.repository;
  return (
    <>
      <button
        type="button"
        aria-label={`Repository ${name}, switch…`}
        onClick={() => commands.dialog.set('repositories')}
        className="max-w-full truncate after:ps-1 after:text-[0.8125rem] after:content-['▾']"
      >
        {name}
      </button>
      {dialog === 'repositories' && (
        <Suspense>
          <RepositoriesDialog onClose={() => commands.dialog.set(null)} />
        </Suspense>
      )}
    </>
  );
}

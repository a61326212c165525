import { GalleyError } from '#base';
import { Button, Dialog, Notice } from '#ui';
import { useMutation } from '@tanstack/react-query';
import { ErrorNotice } from '../errors/error-notice.tsx';
import { useServices } from '../services-context.ts';
import { useStore } from '../use-store.ts';
import { unfinishedOf } from './known-repositories.ts';
import { KnownRepositoryList } from './known-repository-list.tsx';
import { switchRepositoryMutation } from './mutations.ts';
import { unfinishedWords } from './unfinished-words.ts';
import { useRemoval } from './use-removal.tsx';

/** Shows the repositories that were opened in this browser, and switches this tab to another one. */
export function RepositoriesDialog({ onClose }: { readonly onClose: () => void }) {
  const services = useServices();
  const { durable } = useStore(services.status);
  const { repositories, ask, question } = useRemoval();
  const { url, name } = services.workspace.repository;
  const change = useMutation(switchRepositoryMutation(services));
  // The page loads anew after a switch; until then nothing else may be begun.
  const isBusy = change.isPending || change.isSuccess;
  const here = repositories.find((one) => one.url === url);
  const waiting = here === undefined ? null : unfinishedWords(unfinishedOf(here));
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title="Repositories"
      description="What you have not published yet stays with its repository in this browser, and is there when you come back. Each has a sign-in of its own."
      footer={<Button onClick={onClose}>Close</Button>}
    >
      <div className="flex flex-col gap-3">
        {!durable && (
          <Notice tone="caution" title="Repositories can’t be switched here">
            This browser stores nothing for this page, so what is not published would be lost.
          </Notice>
        )}
        <KnownRepositoryList
          repositories={repositories}
          current={url}
          isDisabled={!durable || isBusy}
          onOpen={(other) => change.mutate(other)}
          onRemove={ask}
        />
        {waiting !== null && durable && (
          <p className="text-sm text-ink-soft">
            In {name}: {waiting}. You can switch all the same; it is published when you do that there.
          </p>
        )}
        {change.isError && (
          <ErrorNotice
            error={GalleyError.from(change.error)}
            after={`You are still in ${name}, and nothing was lost.`}
            onRetry={() => change.mutate(change.variables)}
          />
        )}
        <div>
          <Button size="small" disabled={!durable || isBusy} onClick={() => change.mutate('')}>
            Connect another repository…
          </Button>
        </div>
        {question}
      </div>
    </Dialog>
  );
}

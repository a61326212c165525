import { visibleLine } from '#base';
import { Button, Skeleton } from '#ui';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useServices } from '../services-context.ts';
import { Screen } from '../shell/screen.tsx';
import { ScreenHeading } from '../shell/screen-heading.tsx';
import { useStore } from '../use-store.ts';
import { AppearanceChoice } from './appearance-choice.tsx';
import { IdentityForm } from './identity-form.tsx';
import { identityQuery } from './queries.ts';
import { Facts } from './facts.tsx';
import { ShownHostsList } from './shown-hosts-list.tsx';
import { SigningChoice } from './signing-choice.tsx';
import { SignInSettings } from './sign-in-settings.tsx';
import { SiteSettingsFacts } from './site-settings-facts.tsx';

/** Who commits are by, how the product looks, and what is kept where. */
export function SettingsScreen() {
  const { workspace, status, commands, RepositorySwitch } = useServices();
  const { branch, durable, draftCount, outboxLength } = useStore(status);
  const identity = useQuery(identityQuery(workspace));
  const { repository } = workspace;
  return (
    <Screen>
      <ScreenHeading>Settings</ScreenHeading>
      <Section title="Author" about="Each commit carries this name and address, for everyone who reads the history.">
        {identity.isPending ? (
          <Skeleton className="h-40 w-full max-w-md" />
        ) : (
          <IdentityForm initial={identity.data ?? null} />
        )}
      </Section>
      <Section
        title="Signed commits"
        about="A signature shows everyone who reads the history that a commit was really made in this browser."
      >
        <SigningChoice />
      </Section>
      <Section title="Appearance">
        <AppearanceChoice />
      </Section>
      <Section title="Repository">
        <Facts
          facts={[
            ['Name', repository.name],
            ['Address', repository.url],
            ['Branch', visibleLine(branch)],
            ['Where', repository.kind === 'local' ? 'On this computer' : 'On a git host'],
          ]}
        />
        <div className="mt-3 flex flex-wrap gap-2">
          <Button size="small" onClick={() => commands.dialog.set('branches')}>
            Switch branch…
          </Button>
          {RepositorySwitch !== undefined && (
            <Button size="small" onClick={() => commands.dialog.set('repositories')}>
              Switch repository…
            </Button>
          )}
        </div>
      </Section>
      {repository.kind === 'remote' && (
        <Section title="Sign-in" about="The git host asks who you are. The token goes to that host and nowhere else.">
          <SignInSettings />
        </Section>
      )}
      <Section
        title="Site"
        about="What the repository says about its site. It stands in a file of the repository, so it is the same for everyone."
      >
        <SiteSettingsFacts />
      </Section>
      <Section
        title="Pictures from elsewhere"
        about="Hosts whose pictures and style sheets you wanted to see in previews. They learn of each look."
      >
        <ShownHostsList />
      </Section>
      <Section title="Kept in this browser">
        <Facts
          facts={[
            ['Repository', durable ? 'A copy of its latest state' : 'Nothing: this browser blocks storage'],
            ['Drafts', String(draftCount)],
            ['Commits not yet published', String(outboxLength)],
          ]}
        />
        <p className="mt-3 text-sm text-ink-faint">
          Drafts and commits exist here only until they are published. Clearing this site’s data deletes them.
        </p>
      </Section>
    </Screen>
  );
}

interface SectionProps {
  readonly title: string;
  readonly about?: string;
  readonly children: ReactNode;
}

function Section({ title, about, children }: SectionProps) {
  return (
    <section className="mt-8 border-t border-rule pt-6">
      <h2 className="font-page text-lg font-semibold">{title}</h2>
      {about !== undefined && <p className="mt-1 text-sm text-ink-soft">{about}</p>}
      <div className="mt-4">{children}</div>
    </section>
  );
}

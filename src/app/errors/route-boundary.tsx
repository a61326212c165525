import { GalleyError } from '#base';
import { Button } from '#ui';
import { Component, type ReactNode } from 'react';
import { ErrorNotice } from './error-notice.tsx';

interface RouteBoundaryProps {
  readonly children: ReactNode;
}

/** Holds a failure inside one screen: the navigation stays, drafts are stored already, and the screen can be drawn again. */
export class RouteBoundary extends Component<RouteBoundaryProps, { readonly error: GalleyError | null }> {
  override state: { readonly error: GalleyError | null } = { error: null };

  static getDerivedStateFromError(thrown: unknown): { readonly error: GalleyError } {
    return { error: GalleyError.from(thrown) };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return (
      <div className="mx-auto max-w-lg px-6 py-16">
        <h1 className="mb-4 font-page text-2xl font-semibold">This screen could not be shown</h1>
        <ErrorNotice
          error={error}
          onRetry={() => this.setState({ error: null })}
          extraActions={
            <Button size="small" onClick={() => window.location.reload()}>
              Reload the page
            </Button>
          }
        />
      </div>
    );
  }
}

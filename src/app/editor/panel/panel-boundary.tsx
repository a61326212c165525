import { GalleyError } from '#base';
import { Component, type ReactNode } from 'react';
import { ErrorNotice } from '../../errors/error-notice.tsx';

interface PanelBoundaryProps {
  readonly children: ReactNode;
}

/** Holds a failure inside one tab of the panel: the text goes on. */
export class PanelBoundary extends Component<PanelBoundaryProps, { readonly error: GalleyError | null }> {
  override state: { readonly error: GalleyError | null } = { error: null };

  static getDerivedStateFromError(thrown: unknown): { readonly error: GalleyError } {
    return { error: GalleyError.from(thrown) };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return <ErrorNotice error={error} onRetry={() => this.setState({ error: null })} />;
  }
}

import { Component, type ReactNode } from 'react';

export interface InstalledBoundaryProps {
  /** Another value is worth another try. */
  readonly subject: unknown;
  /** What stands in its place. */
  readonly fallback: ReactNode;
  readonly children: ReactNode;
}

interface State {
  /** What could not be rendered. */
  readonly broken: { readonly subject: unknown } | null;
}

/** Keeps a card that cannot be rendered from taking the others along. */
export class InstalledBoundary extends Component<InstalledBoundaryProps, State> {
  override state: State = { broken: null };

  static getDerivedStateFromError(): State {
    return { broken: { subject: undefined } };
  }

  static getDerivedStateFromProps({ subject }: InstalledBoundaryProps, { broken }: State): State | null {
    if (!broken || broken.subject === subject) return null;
    // The first render after the error learns what it was about; a later one with another subject tries again.
    return { broken: broken.subject === undefined ? { subject } : null };
  }

  override render(): ReactNode {
    return this.state.broken ? this.props.fallback : this.props.children;
  }
}

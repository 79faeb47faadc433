import { errorMessage } from '@fluxstudio/plugin-protocol/errors';
import { Component, type ErrorInfo, type ReactNode } from 'react';
import type { PluginIdentity } from '../../services.ts';
import { useStrings } from '../strings/use-strings.tsx';
import { Button } from './button.tsx';
import { ErrorNote } from './error-note.tsx';
import { plainText } from './plain-text.ts';

export interface PluginErrorBoundaryProps {
  /** Whose UI it is: named in the message. Absent where it is of several plugins. */
  readonly plugin?: PluginIdentity | undefined;
  /** Told of each error, for the app's log. */
  onError?(error: unknown, plugin: PluginIdentity | undefined): void;
  readonly children?: ReactNode;
}

interface State {
  readonly failure: { readonly error: unknown } | null;
}

/**
 * Keeps what fails while it shows something of a plugin from taking the app with it. Says whose it is, and lets the user try again.
 *
 * @example
 * <PluginErrorBoundary plugin={panel.plugin} onError={report}>
 *   <MyPanel panel={panel} />
 * </PluginErrorBoundary>
 */
export class PluginErrorBoundary extends Component<PluginErrorBoundaryProps, State> {
  override state: State = { failure: null };

  static getDerivedStateFromError(error: unknown): State {
    return { failure: { error } };
  }

  override componentDidCatch(error: unknown, _info: ErrorInfo): void {
    this.props.onError?.(error, this.props.plugin);
  }

  override render(): ReactNode {
    const { failure } = this.state;
    if (!failure) return this.props.children;
    return (
      <Failure
        plugin={this.props.plugin}
        error={failure.error}
        onRetry={() => this.setState({ failure: null })}
      />
    );
  }
}

interface FailureProps {
  readonly plugin: PluginIdentity | undefined;
  readonly error: unknown;
  onRetry(): void;
}

function Failure({ plugin, error, onRetry }: FailureProps) {
  const { text } = useStrings();
  const title = plugin
    ? text('contribution.failedOf', { name: plainText(plugin.name) })
    : text('contribution.failed');
  return (
    <div data-flux-plugins="" className="min-w-0 p-2">
      <ErrorNote title={title} message={errorMessage(error)}>
        <Button className="mt-2" onClick={onRetry}>
          {text('contribution.retry')}
        </Button>
      </ErrorNote>
    </div>
  );
}

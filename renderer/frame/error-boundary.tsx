/** Catches a failing screen, so that the rest of the window and the drafts stay usable. */
import { Button } from "antd";
import i18n from "i18next";
import { Component, type ErrorInfo, type ReactNode } from "react";

interface Props {
  readonly children: ReactNode;
  /** A change of this value tries again: another screen is not to blame for this one. */
  readonly resetKey: string;
}

interface State {
  readonly error: Error | null;
  readonly resetKey: string;
}

export class ErrorBoundary extends Component<Props, State> {
  override state: State = { error: null, resetKey: this.props.resetKey };

  static getDerivedStateFromError(error: unknown): Partial<State> {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  static getDerivedStateFromProps(props: Props, state: State): Partial<State> | null {
    return props.resetKey === state.resetKey ? null : { error: null, resetKey: props.resetKey };
  }

  override componentDidCatch(error: Error, info: ErrorInfo): void {
    console.error(error, info.componentStack);
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return (
      <div className="empty-state" role="alert">
        <p className="empty-title">{i18n.t("error.boundaryTitle")}</p>
        <p className="empty-hint">{i18n.t("error.boundaryHint")}</p>
        <pre className="failure-detail">{error.message}</pre>
        <Button type="primary" onClick={() => this.setState({ error: null })}>
          {i18n.t("error.reload")}
        </Button>
      </div>
    );
  }
}

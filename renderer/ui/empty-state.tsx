/** What a screen says when it has nothing to show: why, and what to do next. */
import type { ReactNode } from "react";

interface Props {
  readonly title: string;
  readonly hint?: ReactNode;
  /** Usually one button. */
  readonly action?: ReactNode;
}

export function EmptyState({ title, hint, action }: Props) {
  return (
    <div className="empty-state">
      <p className="empty-title">{title}</p>
      {hint !== undefined && <p className="empty-hint">{hint}</p>}
      {action !== undefined && <div className="empty-action">{action}</div>}
    </div>
  );
}

/** The frame of every screen: a title with its actions, an optional toolbar, and the part that scrolls. */
import type { ReactNode } from "react";

interface PageProps {
  readonly title: ReactNode;
  /** One quiet line beside the title: a count, a state, where we are. */
  readonly subtitle?: ReactNode;
  /** Buttons at the right of the title. */
  readonly actions?: ReactNode;
  /** Search and filters, below the title. */
  readonly toolbar?: ReactNode;
  readonly children: ReactNode;
  /** `fill`: the content scrolls by itself (lists); `scroll` (default): the page scrolls. */
  readonly layout?: "scroll" | "fill";
}

export function Page({ title, subtitle, actions, toolbar, children, layout = "scroll" }: PageProps) {
  return (
    <section className="page">
      <header className="page-header">
        <div className="page-heading">
          <h1>{title}</h1>
          {subtitle !== undefined && <span className="page-subtitle">{subtitle}</span>}
        </div>
        {actions !== undefined && <div className="page-actions">{actions}</div>}
      </header>
      {toolbar}
      <div className={layout === "fill" ? "page-body page-body-fill" : "page-body"}>{children}</div>
    </section>
  );
}

/** Search and filters in a row; `end` sits at the right. */
export function Toolbar({ children, end }: { readonly children: ReactNode; readonly end?: ReactNode }) {
  return (
    <div className="toolbar" role="search">
      <div className="toolbar-start">{children}</div>
      {end !== undefined && <div className="toolbar-end">{end}</div>}
    </div>
  );
}

/** A white block with a heading. */
export function Panel({
  title,
  extra,
  children,
  className,
  setting,
}: {
  readonly title?: ReactNode;
  readonly extra?: ReactNode;
  readonly children: ReactNode;
  readonly className?: string;
  /** The setting it holds, so that the search can bring it into sight. */
  readonly setting?: string;
}) {
  return (
    <section className={className === undefined ? "panel" : `panel ${className}`} data-setting={setting}>
      {title !== undefined && (
        <div className="panel-head">
          <h2>{title}</h2>
          {extra}
        </div>
      )}
      {children}
    </section>
  );
}

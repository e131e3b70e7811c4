/** Parts of the page whose code is fetched apart. */
import { lazy, useState, type ComponentType, type ReactElement } from "react";

export interface Loadable<Props> {
  (props: Props): ReactElement;
  /** Fetches the code ahead of the first showing. A failure is told there. */
  readonly fetch: () => Promise<void>;
}

/**
 * Like React's `lazy`, but shown at once when its code is here already: `lazy` gives way to the fallback for a moment even then,
 * and React leaves a fallback up for 300 ms once it has shown one. Needs a `Suspense` above it all the same.
 */
export function loadable<Props extends object>(load: () => Promise<ComponentType<Props>>): Loadable<Props> {
  let here: ComponentType<Props> | null = null;
  const fetch = async (): Promise<ComponentType<Props>> => (here ??= await load());
  const Waiting: ComponentType<Props> = lazy(async () => ({ default: await fetch() }));

  function Shown(props: Props): ReactElement {
    // Chosen once for as long as it is mounted: another type in its place would begin anew.
    const [Part] = useState<ComponentType<Props>>(() => here ?? Waiting);
    return <Part {...props} />;
  }
  return Object.assign(Shown, {
    fetch: async () => {
      await fetch();
    },
  });
}

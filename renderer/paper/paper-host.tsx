/** Where a document's pages are shown, over whatever screen is open. */
import { Suspense } from "react";
import { loadable } from "../ui/loadable.tsx";
import { usePaperStore } from "./paper-store.ts";

// Not needed before somebody looks at a document: the window stands sooner without it.
const PaperDialog = loadable(async () => (await import("./paper-dialog.tsx")).PaperDialog);

export function PaperHost() {
  const shown = usePaperStore((state) => state.shown);
  if (shown === null) return null;
  return (
    <Suspense fallback={null}>
      <PaperDialog key={shown} id={shown} />
    </Suspense>
  );
}

/** Where a document's pages are shown, over whatever screen is open. */
import { lazy, Suspense } from "react";
import { usePaperStore } from "./paper-store.ts";

// Not needed before somebody looks at a document: the window stands sooner without it.
const PaperDialog = lazy(() => import("./paper-dialog.tsx").then((module) => ({ default: module.PaperDialog })));

export function PaperHost() {
  const shown = usePaperStore((state) => state.shown);
  if (shown === null) return null;
  return (
    <Suspense fallback={null}>
      <PaperDialog key={shown} id={shown} />
    </Suspense>
  );
}

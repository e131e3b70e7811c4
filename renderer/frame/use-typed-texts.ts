/** Reads once what was typed and not saved when the program ended, and writes what waits when the window may go away. */
import { useEffect } from "react";
import { flushTypedTexts, useTypedTexts } from "../stores/typed.ts";
import { useToast } from "../ui/use-toast.tsx";

/** @param data names the data that is open, before and after its set-up; null while that is not known */
export function useTypedTextsOf(data: string | null): void {
  const toast = useToast();
  const load = useTypedTexts((state) => state.load);
  useEffect(() => {
    if (data !== null) load().catch(toast.failed);
  }, [data, load, toast]);
  useEffect(() => {
    const targets = [
      [document, "visibilitychange"],
      [window, "pagehide"],
      [window, "beforeunload"],
      [window, "blur"],
    ] as const;
    for (const [target, name] of targets) target.addEventListener(name, flushTypedTexts);
    return () => {
      for (const [target, name] of targets) target.removeEventListener(name, flushTypedTexts);
    };
  }, []);
}

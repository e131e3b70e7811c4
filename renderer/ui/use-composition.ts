/** Tells whether an input method composes inside an element; spread `handlers` on a wrapper. */
import { useLayoutEffect, useMemo, useRef } from "react";

export interface Composition {
  readonly isComposing: () => boolean;
  readonly handlers: { readonly onCompositionStart: () => void; readonly onCompositionEnd: () => void };
}

/** `onEnd` runs after the composed text has arrived. */
export function useComposition(onEnd: () => void): Composition {
  const composing = useRef(false);
  const end = useRef(onEnd);
  useLayoutEffect(() => {
    end.current = onEnd;
  });
  return useMemo(
    () => ({
      isComposing: () => composing.current,
      handlers: {
        onCompositionStart: () => {
          composing.current = true;
        },
        onCompositionEnd: () => {
          composing.current = false;
          // Chromium fires the last input event before compositionend; the value is complete now.
          end.current();
        },
      },
    }),
    [],
  );
}

/** Asks the service again and again while the window can be seen; a window that nobody sees asks nothing. */

/**
 * @param ask one question. @returns milliseconds until the next
 * @returns stops it
 */
export function whileVisible(ask: () => Promise<number>): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isStopped = false;
  let isAsking = false;
  const run = async (): Promise<void> => {
    clearTimeout(timer);
    if (isStopped || isAsking || document.visibilityState === "hidden") return;
    isAsking = true;
    // Not before the answer: behind long work, questions must not pile up.
    const next = await ask();
    isAsking = false;
    if (!isStopped) timer = setTimeout(() => void run(), next);
  };
  const onVisible = (): void => void run();
  document.addEventListener("visibilitychange", onVisible);
  void run();
  return () => {
    isStopped = true;
    clearTimeout(timer);
    document.removeEventListener("visibilitychange", onVisible);
  };
}

/** Asks the service again and again while the window can be seen. A window that nobody sees asks nothing. */

/**
 * @param ask must not fail
 * @param pause milliseconds until the next question, asked after each answer: behind long work, questions must not pile up
 * @returns stops it
 */
export function pollWhileSeen(ask: () => Promise<void>, pause: () => number): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isStopped = false;
  let isAsking = false;
  const poll = async (): Promise<void> => {
    clearTimeout(timer);
    if (isStopped || isAsking || document.visibilityState === "hidden") return;
    isAsking = true;
    await ask();
    isAsking = false;
    if (!isStopped) timer = setTimeout(() => void poll(), pause());
  };
  const onVisible = (): void => void poll();
  document.addEventListener("visibilitychange", onVisible);
  void poll();
  return () => {
    isStopped = true;
    clearTimeout(timer);
    document.removeEventListener("visibilitychange", onVisible);
  };
}
